package io.fastervox.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings as JSON fields: each is read by itself, so that a bad one costs only its own value. */
final class SettingsFields {
    private static final Set<String> COMPUTE_TYPES =
            Set.of("int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16", "bfloat16", "float32");
    private static final int MAX_THREADS = 256;
    private static final int MOST_IN_A_LIST = 500;
    private static final int MAX_MINUTES = 24 * 60;
    private static final int MAX_DAYS = 3650;
    private static final int MAX_ENTRIES = 10_000;
    /** Name and password in an address, even in one that is written wrongly. */
    private static final Pattern ACCOUNT = Pattern.compile("//[^/]*@");

    private final ObjectNode json;
    private final List<SettingsNotice> notices = new ArrayList<>();

    private SettingsFields(ObjectNode json) {
        this.json = json;
    }

    /**
     * Fields that are absent or {@code null} have their default; unknown ones belong to a newer version.
     *
     * @param hotkeys tells of a text whether it can be the hotkey
     */
    static LoadedSettings read(ObjectNode json, Predicate<String> hotkeys) {
        SettingsFields fields = new SettingsFields(json);
        Settings settings = new Settings(
                fields.number("version", 1, Integer.MAX_VALUE, Settings.VERSION),
                fields.address("index_url", Set.of("http", "https", "file")),
                fields.address("hub_endpoint", Set.of("http", "https")),
                fields.proxy("proxy_url"),
                fields.text("model", "\\S(.{0,198}\\S)?"),
                fields.text("language", "auto|[a-z]{2,3}").filter(code -> !code.equals("auto")),
                fields.oneOf("device", Settings.Device.class, Settings.DEFAULTS.device()),
                fields.text("compute_type", String.join("|", COMPUTE_TYPES)),
                fields.number("threads", 0, MAX_THREADS, Settings.DEFAULTS.threads()),
                fields.yesOrNo("batched", Settings.DEFAULTS.batched()),
                fields.desk(hotkeys),
                Policy.NONE);
        return new LoadedSettings(settings, fields.notices);
    }

    /** The chosen settings with the held fields of those that are in force. */
    static Settings keeping(Settings inForce, Settings chosen) {
        ObjectNode json = write(chosen);
        json.setAll(write(inForce).retain(inForce.policy().held()));
        return read(json, hotkey -> true).settings().under(inForce.policy());
    }

    private Desk desk(Predicate<String> hotkeys) {
        Desk defaults = Desk.DEFAULTS;
        return new Desk(
                text("ui_language", "en|zh-CN"),
                shortcut("hotkey", hotkeys),
                oneOf("hotkey_mode", Desk.HotkeyMode.class, defaults.hotkeyMode()),
                shortcut("paste_again", hotkeys.or(Desk.NO_SHORTCUT::equals)),
                text("microphone", "\\S.{0,198}"),
                oneOf("insertion", Desk.Insertion.class, defaults.insertion()),
                list("paste_keys", SettingsFields::pasteKeys),
                yesOrNo("chime", defaults.chime()),
                yesOrNo("pill", defaults.pill()),
                yesOrNo("pill_text", defaults.pillText()),
                oneOf("model_loading", Desk.ModelLoading.class, defaults.modelLoading()),
                number("idle_minutes", 0, MAX_MINUTES, defaults.idleMinutes()),
                new FilesChoice(
                        folder("watched_folder"),
                        list("transcript_formats", SettingsFields::format),
                        folder("transcript_folder")),
                new TextChoice(
                        list("vocabulary", SettingsFields::word),
                        yesOrNo("remove_fillers", false),
                        yesOrNo("spoken_punctuation", false),
                        oneOf("chinese_script", ChineseScript.class, ChineseScript.SYSTEM),
                        list("replacements", SettingsFields::replacement)),
                new HistoryChoice(
                        oneOf(
                                "history",
                                HistoryChoice.Keeping.class,
                                defaults.history().keeping()),
                        number("history_days", 0, MAX_DAYS, defaults.history().days()),
                        number(
                                "history_entries",
                                1,
                                MAX_ENTRIES,
                                defaults.history().entries())));
    }

    /** All fields of this version; those without a value are {@code null}. */
    static ObjectNode write(Settings settings) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", settings.version());
        json.put("index_url", settings.indexUrl().map(URI::toString).orElse(null));
        json.put("hub_endpoint", settings.hubEndpoint().map(URI::toString).orElse(null));
        json.put("proxy_url", settings.proxyUrl().map(URI::toString).orElse(null));
        json.put("model", settings.model().orElse(null));
        json.put("language", settings.language().orElse(null));
        json.put("device", name(settings.device()));
        json.put("compute_type", settings.computeType().orElse(null));
        json.put("threads", settings.threads());
        json.put("batched", settings.batched());
        Desk desk = settings.desk();
        json.put("ui_language", desk.uiLanguage().orElse(null));
        json.put("hotkey", desk.hotkey().orElse(null));
        json.put("hotkey_mode", name(desk.hotkeyMode()));
        json.put("paste_again", desk.pasteAgain().orElse(null));
        json.put("microphone", desk.microphone().orElse(null));
        json.put("insertion", name(desk.insertion()));
        json.set("paste_keys", Json.strict().valueToTree(desk.pasteKeys()));
        json.put("chime", desk.chime());
        json.put("pill", desk.pill());
        json.put("pill_text", desk.pillText());
        json.put("model_loading", name(desk.modelLoading()));
        json.put("idle_minutes", desk.idleMinutes());
        FilesChoice files = desk.files();
        json.put("watched_folder", files.watched().orElse(null));
        json.set("transcript_formats", Json.strict().valueToTree(files.formats()));
        json.put("transcript_folder", files.folder().orElse(null));
        TextChoice text = desk.text();
        json.set("vocabulary", Json.strict().valueToTree(text.vocabulary()));
        json.put("remove_fillers", text.removeFillers());
        json.put("spoken_punctuation", text.spokenPunctuation());
        json.put("chinese_script", name(text.script()));
        json.set("replacements", Json.strict().valueToTree(text.replacements()));
        json.put("history", name(desk.history().keeping()));
        json.put("history_days", desk.history().days());
        json.put("history_entries", desk.history().entries());
        return json;
    }

    private Optional<String> text(String field, String pattern) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return value.isTextual() && value.textValue().matches(pattern)
                ? Optional.of(value.textValue())
                : invalid(field, value);
    }

    private Optional<String> shortcut(String field, Predicate<String> hotkeys) {
        return text(field, "\\S.{0,60}")
                .flatMap(keys -> hotkeys.test(keys) ? Optional.of(keys) : invalid(field, json.path(field)));
    }

    /** A relative one would lie somewhere else each time. */
    private Optional<String> folder(String field) {
        return text(field, ".{1,1000}")
                .flatMap(name -> isAbsolute(name) ? Optional.of(name) : invalid(field, json.path(field)));
    }

    private static boolean isAbsolute(String name) {
        try {
            return Path.of(name).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** One that cannot be used costs only itself. */
    private <T> List<T> list(String field, Function<JsonNode, Optional<T>> reading) {
        JsonNode values = json.path(field);
        if (values.isMissingNode() || values.isNull()) {
            return List.of();
        }
        if (!values.isArray()) {
            this.<T>invalid(field, values);
            return List.of();
        }
        List<T> read = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            JsonNode value = values.get(i);
            Optional<T> usable = i < MOST_IN_A_LIST ? reading.apply(value) : Optional.empty();
            String place = field + " " + (i + 1);
            usable.or(() -> invalid(place, value)).ifPresent(read::add);
        }
        return read;
    }

    private static Optional<String> word(JsonNode value) {
        return Optional.ofNullable(value.textValue()).filter(word -> word.matches("\\S.{0,58}\\S|\\S"));
    }

    private static Optional<String> format(JsonNode value) {
        return Optional.ofNullable(value.textValue()).filter(FilesChoice.FORMATS::contains);
    }

    private static Optional<PasteKeys> pasteKeys(JsonNode value) {
        Optional<String> program = Optional.ofNullable(value.path("program").textValue());
        Optional<String> keys = Optional.ofNullable(value.path("keys").textValue());
        JsonNode oneLine = value.path("one_line");
        boolean good = program.filter(name -> name.matches("[^\\\\/]{1,255}") && !name.isBlank())
                        .isPresent()
                && keys.filter(PasteKeys.KEYS::contains).isPresent()
                && (oneLine.isBoolean() || oneLine.isMissingNode());
        return good ? Optional.of(new PasteKeys(program.get(), keys.get(), oneLine.asBoolean())) : Optional.empty();
    }

    private static Optional<TextChoice.Replacement> replacement(JsonNode value) {
        Optional<String> find = Optional.ofNullable(value.path("find").textValue());
        Optional<String> with = Optional.ofNullable(value.path("with").textValue());
        JsonNode regex = value.path("regex");
        boolean good =
                find.filter(text -> !text.isBlank() && text.length() <= 200).isPresent()
                        && with.filter(text -> text.length() <= 2000).isPresent()
                        && (regex.isBoolean() || regex.isMissingNode());
        return good
                ? Optional.of(new TextChoice.Replacement(find.get(), with.get(), regex.asBoolean()))
                : Optional.empty();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private <E extends Enum<E>> E oneOf(String field, Class<E> type, E otherwise) {
        String names =
                Stream.of(type.getEnumConstants()).map(SettingsFields::name).collect(Collectors.joining("|"));
        return text(field, names)
                .map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)))
                .orElse(otherwise);
    }

    private boolean yesOrNo(String field, boolean otherwise) {
        JsonNode value = json.path(field);
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (!value.isMissingNode() && !value.isNull()) {
            this.<Boolean>invalid(field, value);
        }
        return otherwise;
    }

    private Optional<URI> address(String field, Set<String> schemes) {
        JsonNode value = json.path(field);
        Optional<String> text = text(field, ".+");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI address = new URI(text.get());
            String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
            boolean reachable = scheme.equals("file") ? address.getPath() != null : address.getHost() != null;
            return schemes.contains(scheme) && reachable ? Optional.of(address) : invalid(field, value);
        } catch (URISyntaxException e) {
            return invalid(field, value);
        }
    }

    /** A password in it is refused: this file is not the place to keep one. */
    private Optional<URI> proxy(String field) {
        return address(field, Set.of("http", "https")).flatMap(proxy -> {
            boolean password = String.valueOf(proxy.getRawUserInfo()).contains(":");
            return password ? invalid(field, json.path(field)) : Optional.of(proxy);
        });
    }

    private int number(String field, int least, int most, int otherwise) {
        JsonNode value = json.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isIntegralNumber()
                && value.canConvertToInt()
                && least <= value.intValue()
                && value.intValue() <= most) {
            return value.intValue();
        }
        this.<Integer>invalid(field, value);
        return otherwise;
    }

    private <T> Optional<T> invalid(String field, JsonNode value) {
        String shown = ACCOUNT.matcher(value.toString()).replaceAll("//***@");
        notices.add(new SettingsNotice(ErrorCode.SETTINGS_INVALID, List.of(field, shown)));
        return Optional.empty();
    }
}
