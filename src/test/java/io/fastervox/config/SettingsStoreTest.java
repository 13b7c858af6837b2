package io.fastervox.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.config.TextChoice.Replacement;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsStoreTest {
    private static final String FOLDER = Path.of("录音").toAbsolutePath().toString();
    private static final Settings CHOSEN = new Settings(
            1,
            Optional.of(URI.create("https://mirror.example/simple")),
            Optional.of(URI.create("http://hub.example:8080")),
            Optional.of(URI.create("http://me@proxy.example:3128")),
            Optional.of("large-v3"),
            Optional.of("zh"),
            Settings.Device.CUDA,
            Optional.of("int8_float16"),
            4,
            false,
            new Desk(
                    Optional.of("zh-CN"),
                    Optional.of("Ctrl+Alt+D"),
                    Desk.HotkeyMode.TOGGLE,
                    Optional.of(Desk.NO_SHORTCUT),
                    Optional.of("麦克风 (Realtek)"),
                    Desk.Insertion.COPY,
                    List.of(new PasteKeys("Editor.exe", "Shift+Insert", true)),
                    false,
                    false,
                    false,
                    Desk.ModelLoading.AT_START,
                    3,
                    new FilesChoice(Optional.of(FOLDER), List.of("srt", "docx"), Optional.of(FOLDER)),
                    new TextChoice(
                            List.of("沃克斯", "Faster-Vox"),
                            true,
                            true,
                            ChineseScript.TRADITIONAL,
                            List.of(new Replacement("gee pee tee", "GPT", false), new Replacement("a+", "", true))),
                    new HistoryChoice(HistoryChoice.Keeping.PLAIN, 0, 5)),
            Policy.NONE);

    /** What counts as one here. */
    private static final Predicate<String> HOTKEYS = keys -> keys.startsWith("Ctrl+");

    private final Path folder;

    SettingsStoreTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private SettingsStore store() {
        return new SettingsStore(folder, policy(), HOTKEYS);
    }

    private Path policy() {
        return folder.resolve("all users").resolve("policy.json");
    }

    private Path file() {
        return folder.resolve("settings.json");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void withoutAFileThereAreTheDefaultsAndNoNotice() {
        assertEquals(new LoadedSettings(Settings.DEFAULTS, List.of()), store().load());
    }

    @Test
    void aFolderThatIsAFileIsForOthersToReport() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertEquals(
                new LoadedSettings(Settings.DEFAULTS, List.of()), new SettingsStore(file, policy(), HOTKEYS).load());
    }

    @Test
    void whatIsSavedIsLoadedAgain() throws ConfigException {
        store().save(CHOSEN);

        assertEquals(new LoadedSettings(CHOSEN, List.of()), store().load());
    }

    @Test
    void theDefaultsSurviveSavingToo() throws ConfigException {
        store().save(CHOSEN);
        store().save(Settings.DEFAULTS);

        assertEquals(new LoadedSettings(Settings.DEFAULTS, List.of()), store().load());
    }

    @Test
    void theFileShowsEveryField() throws Exception {
        store().save(Settings.DEFAULTS);

        assertEquals("""
                {
                  "version" : 1,
                  "index_url" : null,
                  "hub_endpoint" : null,
                  "proxy_url" : null,
                  "model" : null,
                  "language" : null,
                  "device" : "auto",
                  "compute_type" : null,
                  "threads" : 0,
                  "batched" : true,
                  "ui_language" : null,
                  "hotkey" : null,
                  "hotkey_mode" : "hybrid",
                  "paste_again" : null,
                  "microphone" : null,
                  "insertion" : "paste",
                  "paste_keys" : [ ],
                  "chime" : true,
                  "pill" : true,
                  "pill_text" : true,
                  "model_loading" : "on_key",
                  "idle_minutes" : 10,
                  "watched_folder" : null,
                  "transcript_formats" : [ "txt" ],
                  "transcript_folder" : null,
                  "vocabulary" : [ ],
                  "remove_fillers" : false,
                  "spoken_punctuation" : false,
                  "chinese_script" : "system",
                  "replacements" : [ ],
                  "history" : "protected",
                  "history_days" : 7,
                  "history_entries" : 100
                }
                """, Files.readString(file()));
    }

    @Test
    void fieldsOfANewerVersionAreIgnoredAndKept() throws Exception {
        Files.writeString(file(), "{\"version\": 2, \"theme\": {\"dark\": true}, \"model\": \"tiny\"}");

        LoadedSettings loaded = store().load();
        store().save(loaded.settings());

        assertEquals(List.of(), loaded.notices());
        assertEquals("""
                {
                  "version" : 2,
                  "theme" : {
                    "dark" : true
                  },
                  "model" : "tiny",
                  "index_url" : null,
                  "hub_endpoint" : null,
                  "proxy_url" : null,
                  "language" : null,
                  "device" : "auto",
                  "compute_type" : null,
                  "threads" : 0,
                  "batched" : true,
                  "ui_language" : null,
                  "hotkey" : null,
                  "hotkey_mode" : "hybrid",
                  "paste_again" : null,
                  "microphone" : null,
                  "insertion" : "paste",
                  "paste_keys" : [ ],
                  "chime" : true,
                  "pill" : true,
                  "pill_text" : true,
                  "model_loading" : "on_key",
                  "idle_minutes" : 10,
                  "watched_folder" : null,
                  "transcript_formats" : [ "txt" ],
                  "transcript_folder" : null,
                  "vocabulary" : [ ],
                  "remove_fillers" : false,
                  "spoken_punctuation" : false,
                  "chinese_script" : "system",
                  "replacements" : [ ],
                  "history" : "protected",
                  "history_days" : 7,
                  "history_entries" : 100
                }
                """, Files.readString(file()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version      | 0",
                "version      | \"1\"",
                "index_url    | \"mirror.example\"",
                "index_url    | \"ftp://mirror.example\"",
                "index_url    | \"https://\"",
                "index_url    | \"https://a b\"",
                "hub_endpoint | \"file:///hub\"",
                "hub_endpoint | 5",
                "proxy_url    | \"proxy.example:3128\"",
                "model        | \"\"",
                "model        | [\"base\"]",
                "language     | \"English\"",
                "ui_language  | \"fr\"",
                "hotkey       | \" \"",
                "hotkey       | \"D\"",
                "hotkey       | \"off\"",
                "hotkey_mode  | \"double\"",
                "paste_again  | \" \"",
                "paste_again  | \"D\"",
                "microphone   | 1",
                "insertion    | \"HOLD\"",
                "paste_keys   | \"Shift+Insert\"",
                "chime        | \"yes\"",
                "pill         | 0",
                "pill_text    | 1",
                "history      | \"on\"",
                "history_days | -1",
                "history_entries | 0",
                "device       | \"gpu\"",
                "compute_type | \"float17\"",
                "threads      | -1",
                "threads      | 1.5",
                "threads      | 99999999999",
                "model_loading | \"always\"",
                "idle_minutes | -1",
                "watched_folder | \"talks\"",
                "transcript_folder | \"../talks\"",
                "transcript_formats | \"docx\"",
                "vocabulary   | \"Dashwood\"",
                "remove_fillers | 1",
                "spoken_punctuation | \"en\"",
                "chinese_script | \"hant\"",
                "replacements | {\"um\":\"\"}",
            })
    @Reaches(ErrorCode.SETTINGS_INVALID)
    void aBadValueIsReplacedByItsDefaultAndNamed(String field, String value) throws IOException {
        Files.writeString(file(), "{\"" + field + "\": " + value + "}");

        assertEquals(
                new LoadedSettings(
                        Settings.DEFAULTS,
                        List.of(new SettingsNotice(ErrorCode.SETTINGS_INVALID, List.of(field, value)))),
                store().load());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            proxy_url, http://me:secret@proxy.example:3128, http://***@proxy.example:3128
            index_url, https://me:sec ret@mirror.example/x, https://***@mirror.example/x
            """)
    void aPasswordIsNeverRepeatedAndTheProxysIsNotKeptHere(String field, String value, String shown)
            throws IOException {
        Files.writeString(file(), "{\"" + field + "\": \"" + value + "\"}");

        assertEquals(
                new LoadedSettings(
                        Settings.DEFAULTS,
                        List.of(new SettingsNotice(ErrorCode.SETTINGS_INVALID, List.of(field, "\"" + shown + "\"")))),
                store().load());
    }

    @Test
    void aBadEntryOfAListCostsNoOtherEntry() throws IOException {
        Files.writeString(file(), """
                {"transcript_formats": ["pdf"], "vocabulary": ["Norland", "", 7, "Dashwood"],
                 "replacements": [{"find": "one", "with": "1"}, {"find": "two"}, {"find": "t.*", "with": "3", "regex": true}]}
                """);

        assertEquals(
                new LoadedSettings(
                        Settings.DEFAULTS.withDesk(Desk.DEFAULTS.withText(TextChoice.NONE
                                .withVocabulary(List.of("Norland", "Dashwood"))
                                .withReplacements(List.of(
                                        new Replacement("one", "1", false), new Replacement("t.*", "3", true))))),
                        Stream.of(
                                        List.<Object>of("transcript_formats 1", "\"pdf\""),
                                        List.<Object>of("vocabulary 2", "\"\""),
                                        List.<Object>of("vocabulary 3", "7"),
                                        List.<Object>of("replacements 2", "{\"find\":\"two\"}"))
                                .map(arguments -> new SettingsNotice(ErrorCode.SETTINGS_INVALID, arguments))
                                .toList()),
                store().load());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"program\":\"editor.exe\",\"keys\":\"Ctrl+P\"}",
                "{\"program\":\"C:\\\\editor.exe\",\"keys\":\"Ctrl+V\"}",
                "{\"program\":\" \",\"keys\":\"Ctrl+V\"}",
                "{\"keys\":\"Ctrl+V\"}",
                "{\"program\":\"editor.exe\",\"keys\":\"Ctrl+V\",\"one_line\":1}"
            })
    void keysForPastingThatCannotBeUsedAreNamedAndTheOthersHold(String bad) throws IOException {
        Files.writeString(
                file(), "{\"paste_keys\": [" + bad + ", {\"program\": \"Editor.exe\", \"keys\": \"Shift+Insert\"}]}");

        LoadedSettings loaded = store().load();

        assertEquals(
                List.of(
                        List.of(new PasteKeys("Editor.exe", "Shift+Insert", false)),
                        List.of(new SettingsNotice(ErrorCode.SETTINGS_INVALID, List.of("paste_keys 1", bad)))),
                List.of(loaded.settings().desk().pasteKeys(), loaded.notices()));
    }

    @Test
    void aBadValueCostsNoOtherField() throws IOException {
        Files.writeString(file(), "{\"threads\": \"many\", \"language\": \"fr\"}");

        assertEquals(Optional.of("fr"), store().load().settings().language());
    }

    @Test
    void autoInPlaceOfALanguageAsksForItsDetection() throws IOException {
        Files.writeString(file(), "{\"language\": \"auto\"}");

        assertEquals(new LoadedSettings(Settings.DEFAULTS, List.of()), store().load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"model\": \"base\"} x", "\u0000\u0000\u0000"})
    @Reaches(ErrorCode.SETTINGS_UNREADABLE)
    void aFileThatHoldsNoSettingsIsKeptAsideAndTheDefaultsAreUsed(String content) throws IOException {
        Files.writeString(file(), content);
        Files.writeString(folder.resolve("settings.broken-1.json"), "an older one");

        LoadedSettings loaded = store().load();

        assertEquals(
                List.of(
                        Settings.DEFAULTS,
                        List.of(ErrorCode.SETTINGS_UNREADABLE),
                        List.of("settings.broken-1.json", "settings.broken-2.json"),
                        content),
                List.of(
                        loaded.settings(),
                        loaded.notices().stream().map(SettingsNotice::code).toList(),
                        files(),
                        Files.readString(folder.resolve("settings.broken-2.json"))));
    }

    @Test
    void theNoticeTellsFileLineAndReason() throws IOException {
        Files.writeString(file(), "{\n  \"model\" \"base\"\n}");

        List<Object> arguments = store().load().notices().get(0).arguments();

        assertEquals(
                List.of(
                        file().toString(),
                        "line 2: Unexpected character ('\"' (code 34)): was expecting a colon to separate field name and"
                                + " value"),
                arguments);
    }

    @Test
    void aFileThatCannotBeOpenedStaysWhereItIs() throws IOException {
        Files.createDirectory(file());

        LoadedSettings loaded = store().load();

        assertEquals(
                List.of(Settings.DEFAULTS, ErrorCode.SETTINGS_UNREADABLE, List.of("settings.json")),
                List.of(loaded.settings(), loaded.notices().get(0).code(), files()));
    }

    @Test
    void aBrokenFileIsKeptAsideBeforeItIsSavedOver() throws Exception {
        Files.writeString(file(), "{");

        store().save(CHOSEN);

        assertEquals(List.of("settings.broken-1.json", "settings.json"), files());
    }

    @Test
    @Reaches(ErrorCode.DATA_FOLDER_NOT_WRITABLE)
    void savingWhereNothingCanBeWrittenIsToldAndLeavesTheFolderAsItWas() throws IOException {
        Path notAFolder = Files.createFile(folder.resolve("file"));

        ConfigException failure = assertThrows(
                ConfigException.class, () -> new SettingsStore(notAFolder, policy(), HOTKEYS).save(CHOSEN));

        assertEquals(
                List.of(ErrorCode.DATA_FOLDER_NOT_WRITABLE, notAFolder.toString(), List.of("file")),
                List.of(failure.code(), failure.arguments().get(0), files()));
    }

    private void decide(String content) throws IOException {
        Files.createDirectories(policy().getParent());
        Files.writeString(policy(), content);
    }

    private SettingsNotice notice(ErrorCode code, Object... arguments) {
        return new SettingsNotice(
                code,
                Stream.concat(Stream.of(policy().toString()), Stream.of(arguments))
                        .toList());
    }

    @Test
    void thePolicyGoesBeforeThePersonsChoiceWhichIsKeptForTheTimeWithoutIt() throws Exception {
        store().save(CHOSEN);
        decide("{\"version\":1,\"model\":\"small\",\"chime\":true}");

        Settings held = store().load().settings();
        store().save(held.changedTo(held.withModel(Optional.of("tiny")).withLanguage(Optional.of("de"))));
        Settings changed = store().load().settings();
        Files.delete(policy());

        assertEquals(new Policy(Set.of("model", "chime"), true, true, true, Optional.empty()), held.policy());
        assertEquals(
                List.of(Optional.of("small"), true),
                List.of(held.model(), held.desk().chime()));
        assertEquals(held.withLanguage(Optional.of("de")), changed);
        assertEquals(CHOSEN.withLanguage(Optional.of("de")), store().load().settings());
    }

    @Test
    void switchesOfThePolicySurviveEveryChangeAndAreNoSettings() throws Exception {
        decide("{\"dictation\": false, \"files\": false, \"downloads\": false, \"autostart\": true}");
        Settings before = store().load().settings();

        Settings changed = before.changedTo(Settings.DEFAULTS.withModel(Optional.of("tiny")));
        store().save(changed);

        assertEquals(new Policy(Set.of(), false, false, false, Optional.of(true)), before.policy());
        assertEquals(before.withModel(Optional.of("tiny")), changed);
        assertEquals(false, Files.readString(file()).contains("\"dictation\""));
    }

    @Test
    void aPersonHasNoSwitches() throws Exception {
        Files.writeString(file(), "{\"dictation\": true, \"files\": true, \"downloads\": true, \"autostart\": false}");
        decide("{\"dictation\": false}");

        assertEquals(
                new LoadedSettings(Settings.DEFAULTS, List.of()),
                new SettingsStore(folder, folder.resolve("none"), HOTKEYS).load());
        assertEquals(
                new Policy(Set.of(), false, true, true, Optional.empty()),
                store().load().settings().policy());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dictation | \"no\"",
                "autostart | 1",
                "hotkey    | \"D\"",
                "model     | \"\"",
                "threads   | -1",
            })
    @Reaches(ErrorCode.POLICY_INVALID)
    void aBadValueOfThePolicyIsNamedAndThePersonsOwnCounts(String field, String value) throws Exception {
        store().save(CHOSEN);
        decide("{\"" + field + "\": " + value + "}");

        assertEquals(
                new LoadedSettings(CHOSEN, List.of(notice(ErrorCode.POLICY_INVALID, field, value))), store().load());
    }

    @Test
    void aBadEntryOfAListOfThePolicyCostsNoOtherEntry() throws Exception {
        decide("{\"transcript_formats\": [\"pdf\", \"srt\"]}");

        LoadedSettings loaded = store().load();

        assertEquals(List.of("srt"), loaded.settings().desk().files().formats());
        assertEquals(List.of(notice(ErrorCode.POLICY_INVALID, "transcript_formats 1", "\"pdf\"")), loaded.notices());
    }

    @Test
    void aBadValueOfThePersonWhereThePolicyDecidesIsNobodysTrouble() throws Exception {
        Files.writeString(file(), "{\"hotkey\": \"D\", \"threads\": -1}");
        decide("{\"hotkey\": \"Ctrl+Alt+D\"}");

        LoadedSettings loaded = store().load();

        assertEquals(Optional.of("Ctrl+Alt+D"), loaded.settings().desk().hotkey());
        assertEquals(
                List.of(new SettingsNotice(ErrorCode.SETTINGS_INVALID, List.of("threads", "-1"))), loaded.notices());
    }

    @Test
    @Reaches(ErrorCode.POLICY_FIELD_UNKNOWN)
    void aMisspeltFieldOfThePolicyIsNamed() throws Exception {
        decide("{\"modell\": \"base\", \"Dictation\": false, \"language\": \"de\"}");

        assertEquals(
                new LoadedSettings(
                        Settings.DEFAULTS
                                .withLanguage(Optional.of("de"))
                                .under(new Policy(Set.of("language"), true, true, true, Optional.empty())),
                        List.of(
                                notice(ErrorCode.POLICY_FIELD_UNKNOWN, "Dictation"),
                                notice(ErrorCode.POLICY_FIELD_UNKNOWN, "modell"))),
                store().load());
    }

    @Test
    void whatIsWrongWithThePolicyIsToldBeforeWhatIsWrongWithThePersonsOwn() throws Exception {
        Files.writeString(file(), "{\"threads\": -1}");
        decide("{\"modell\": \"base\"}");

        assertEquals(
                List.of(
                        notice(ErrorCode.POLICY_FIELD_UNKNOWN, "modell"),
                        new SettingsNotice(ErrorCode.SETTINGS_INVALID, List.of("threads", "-1"))),
                store().load().notices());
    }

    @Test
    @Reaches(ErrorCode.POLICY_UNREADABLE)
    void anUnreadablePolicyIsToldDecidesNothingAndStaysWhereItIs() throws Exception {
        store().save(CHOSEN);
        decide("{\"model\":");

        LoadedSettings loaded = store().load();

        assertEquals(CHOSEN, loaded.settings());
        assertEquals(
                List.of(ErrorCode.POLICY_UNREADABLE),
                loaded.notices().stream().map(SettingsNotice::code).toList());
        assertEquals(policy().toString(), loaded.notices().get(0).arguments().get(0));
        assertEquals("{\"model\":", Files.readString(policy()));
    }
}
