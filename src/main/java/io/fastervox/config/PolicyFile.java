package io.fastervox.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The administrator's file: fields of the settings, and switches that no settings have. What is wrong in it decides nothing. */
final class PolicyFile {
    private static final Set<String> SWITCHES = Set.of("dictation", "files", "downloads", "autostart");

    private final Path file;
    private final ObjectNode content;
    private final List<SettingsNotice> notices = new ArrayList<>();

    private PolicyFile(Path file, ObjectNode content) {
        this.file = file;
        this.content = content;
    }

    /**
     * What the file says.
     *
     * @param fields of the settings, with values that can be used
     */
    record Decided(ObjectNode fields, Policy policy, List<SettingsNotice> notices) {}

    /** Never fails: a file that cannot be read decides nothing and stays as it is. */
    static Decided read(Path file, Predicate<String> hotkeys) {
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        String reason;
        try {
            return new PolicyFile(file, SettingsStore.content(file)).decided(hotkeys);
        } catch (NoSuchFileException e) {
            return new Decided(nothing, Policy.NONE, List.of());
        } catch (JsonProcessingException e) {
            reason = SettingsStore.reason(e);
        } catch (IOException e) {
            reason = IoReason.of(e);
        }
        SettingsNotice notice = new SettingsNotice(ErrorCode.POLICY_UNREADABLE, List.of(file.toString(), reason));
        return new Decided(nothing, Policy.NONE, List.of(notice));
    }

    private Decided decided(Predicate<String> hotkeys) {
        ObjectNode fields = content.deepCopy().remove(SWITCHES);
        fields.remove("version"); // of the file, not a choice
        noteUnknown(fields);
        for (SettingsNotice bad : SettingsFields.read(fields, hotkeys).notices()) {
            invalid(bad.arguments().get(0), bad.arguments().get(1));
            fields.remove(bad.arguments().get(0).toString()); // but not the list of which one entry is bad
        }
        Policy policy = new Policy(
                fields.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet()),
                decision("dictation").orElse(true),
                decision("files").orElse(true),
                decision("downloads").orElse(true),
                decision("autostart"));
        return new Decided(fields, policy, notices);
    }

    private Optional<Boolean> decision(String name) {
        JsonNode value = content.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            invalid(name, value.toString());
        }
        return value.isBoolean() ? Optional.of(value.booleanValue()) : Optional.empty();
    }

    private void noteUnknown(ObjectNode fields) {
        Set<String> unknown = new HashSet<>();
        fields.fieldNames().forEachRemaining(unknown::add);
        SettingsFields.write(Settings.DEFAULTS).fieldNames().forEachRemaining(unknown::remove);
        unknown.stream()
                .sorted()
                .map(name -> new SettingsNotice(ErrorCode.POLICY_FIELD_UNKNOWN, List.of(file.toString(), name)))
                .forEach(notices::add);
        fields.remove(unknown);
    }

    private void invalid(Object field, Object value) {
        notices.add(new SettingsNotice(ErrorCode.POLICY_INVALID, List.of(file.toString(), field, value)));
    }
}
