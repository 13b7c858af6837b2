package io.fastervox.config;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Keeps the settings in one JSON file; a policy of the administrator may decide some of them. */
public final class SettingsStore {
    private final Path folder;
    private final Path file;
    private final Path policy;
    private final Predicate<String> hotkeys;

    /**
     * @param folder holds {@code settings.json}; neither need exist
     * @param policy the administrator's fields, in the same form, which go before the person's; need not exist
     * @param hotkeys tells of a text whether it can be the hotkey
     */
    public SettingsStore(Path folder, Path policy, Predicate<String> hotkeys) {
        this.folder = folder;
        this.file = folder.resolve("settings.json");
        this.policy = policy;
        this.hotkeys = hotkeys;
    }

    /**
     * Reads the settings. Never fails: a file that is not a JSON object is moved aside to {@code settings.broken-<n>.json},
     * one that cannot be opened stays where it is, and in both cases the defaults come with a notice.
     */
    public LoadedSettings load() {
        List<SettingsNotice> notices = new ArrayList<>();
        ObjectNode json = own(notices);
        PolicyFile.Decided decided = PolicyFile.read(policy, hotkeys);
        json.remove(decided.policy().held());
        notices.addAll(SettingsFields.read(json, hotkeys).notices());
        notices.addAll(0, decided.notices());
        json.setAll(decided.fields());
        Settings settings = SettingsFields.read(json, hotkeys).settings().under(decided.policy());
        return new LoadedSettings(settings, notices);
    }

    private ObjectNode own(List<SettingsNotice> notices) {
        try {
            return content(file);
        } catch (NoSuchFileException e) {
            return JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            String reason = reason(e);
            try {
                moveAside();
            } catch (IOException moving) {
                reason += "; it could not be moved aside: " + moving;
            }
            notices.add(unreadable(file, reason));
        } catch (IOException e) {
            // A folder that is a file is for those to report who need the folder; it has no settings.
            if (!Files.isRegularFile(folder)) {
                notices.add(unreadable(file, IoReason.of(e)));
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Writes the settings, atomically. Fields this version does not know stay in the file: they belong to a newer one; and so
     * does what the person had chosen where the policy decides now.
     *
     * @throws ConfigException with {@code DATA_FOLDER_NOT_WRITABLE}; the file is as it was
     */
    public void save(Settings settings) throws ConfigException {
        try {
            ObjectNode content = contentToKeep();
            ObjectNode chosen = SettingsFields.write(settings);
            content.setAll(chosen.remove(settings.policy().held()));
            AtomicFiles.write(file, content.toPrettyString().replace("\r\n", "\n") + "\n");
        } catch (IOException e) {
            throw new ConfigException(
                    ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                    "cannot save " + file,
                    e,
                    List.of(folder.toString(), IoReason.of(e)));
        }
    }

    /** What the file says, but for the words that the person wrote into it: those are nobody else's. */
    public JsonNode withoutWords() throws IOException {
        ObjectNode content = content(file);
        for (String field : List.of("vocabulary", "replacements")) {
            if (content.has(field)) {
                content.put(field, content.get(field).size() + " entries");
            }
        }
        return content;
    }

    private ObjectNode contentToKeep() throws IOException {
        try {
            return content(file);
        } catch (NoSuchFileException e) {
            return JsonNodeFactory.instance.objectNode();
        } catch (JsonProcessingException e) {
            moveAside();
            return JsonNodeFactory.instance.objectNode();
        }
    }

    static ObjectNode content(Path file) throws IOException {
        JsonNode content = Json.lenient().readTree(Files.readAllBytes(file));
        if (content instanceof ObjectNode object) {
            return object;
        }
        throw new JsonParseException("not a JSON object");
    }

    private void moveAside() throws IOException {
        int number = 1;
        while (Files.exists(aside(number))) {
            number++;
        }
        Files.move(file, aside(number));
    }

    private Path aside(int number) {
        return folder.resolve("settings.broken-" + number + ".json");
    }

    private static SettingsNotice unreadable(Path file, String reason) {
        return new SettingsNotice(ErrorCode.SETTINGS_UNREADABLE, List.of(file.toString(), reason));
    }

    static String reason(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        return where + e.getOriginalMessage();
    }
}
