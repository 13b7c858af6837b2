package io.fastervox.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R22: every error and every step is said in every language")
class MessagesConsistencyTest {
    private static final Path PROGRAM = Path.of(System.getProperty("fastervox.program", ""));
    private static final Path BUNDLES = PROGRAM.resolve("src/main/resources/io/fastervox/support");
    private static final String ENGLISH = "messages.properties";
    private static final String CHINESE = "messages_zh_CN.properties";

    /** What the command line's help reads by itself; these texts are no patterns of MessageFormat. */
    private static final String HELP = "fvox.";

    private static final Pattern KEY_IN_FILE = Pattern.compile("(?m)^([^#!\\s=][^\\s=]*)\\s*=");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d[^}]*}|\\$\\{[^}]*}|%n");
    private static final Pattern WORD = Pattern.compile("[\\w-]+");
    private static final List<Pattern> REFERENCES = List.of(
            Pattern.compile("messages(?:\\(\\))?\\s*\\.text\\(\\s*\"([\\w.-]+)\"\\s*[,)]"),
            Pattern.compile("\\bsay\\(\\s*\"([\\w.-]+)\"\\s*[,)]"),
            Pattern.compile("descriptionKey\\s*=\\s*\"([\\w.-]+)\""),
            Pattern.compile("\"title\":\\s*\"((?:sources|profile)\\.[\\w.-]+)\""));
    private static final Map<String, Pattern> REFERENCES_BEHIND = Map.of(
            "step.", Pattern.compile("(?:\\bnew Progress|\\bProgress\\.started)\\(\\s*\"([\\w-]+)\""),
            "decision.", Pattern.compile("(?:\\bReason\\.of\\(|\\bunfit\\(\\w+, \\w+,)\\s*\"(\\w+)\""));

    private final Map<String, String> english = bundle(ENGLISH);
    private final Map<String, String> chinese = bundle(CHINESE);

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + file, e);
        }
    }

    private static Map<String, String> bundle(String name) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(BUNDLES.resolve(name))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + name, e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty, (a, b) -> a, TreeMap::new));
    }

    /** Everything that may name a key: the program and its data files. */
    private static String sources() {
        return Stream.of(files("src/main/java", ".java"), files("python-embed", ".json"))
                .flatMap(Collection::stream)
                .map(MessagesConsistencyTest::text)
                .collect(Collectors.joining("\n"));
    }

    private static List<Path> files(String folder, String ending) {
        try (Stream<Path> files = Files.walk(PROGRAM.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new AssertionError("cannot read " + folder, e);
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> keysOfErrors() {
        return Stream.of(ErrorCode.values())
                .flatMap(code -> Stream.of("error." + code.name() + ".cause", "error." + code.name() + ".advice"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> keysOfEnglish(Predicate<String> chosen) {
        return english.keySet().stream().filter(chosen).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyErrorHasACauseAndAnAdviceAndNoOthersAreLeft() {
        assertEquals(keysOfErrors(), keysOfEnglish(key -> key.startsWith("error.")));
    }

    @Test
    void everyErrorHasAShortCodeOfItsOwn() {
        List<String> ids = Stream.of(ErrorCode.values()).map(ErrorCode::id).toList();

        assertEquals(
                ids.size(),
                ids.stream().filter(id -> id.matches("FV\\d{3}")).distinct().count());
    }

    @Test
    void bothLanguagesHaveTheSameKeys() {
        assertEquals(english.keySet(), chinese.keySet());
    }

    @Test
    void bothLanguagesHaveTheSamePlaceholders() {
        Set<String> different = new TreeSet<>();
        english.forEach((key, text) -> {
            if (!placeholders(text).equals(placeholders(chinese.getOrDefault(key, text)))) {
                different.add(key);
            }
        });

        assertEquals(Set.of(), different);
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void noKeyIsGivenTwice(String bundle) {
        Set<String> seen = new HashSet<>();
        List<String> repeated = KEY_IN_FILE
                .matcher(text(BUNDLES.resolve(bundle)))
                .results()
                .map(match -> match.group(1))
                .filter(key -> !seen.add(key))
                .toList();

        assertEquals(List.of(), repeated);
    }

    @ParameterizedTest
    @ValueSource(strings = {ENGLISH, CHINESE})
    void everyTextIsAPatternWithoutStraightQuotes(String bundle) {
        Set<String> wrong = new TreeSet<>();
        bundle(bundle).forEach((key, text) -> {
            if (text.isBlank() || text.contains("'") || !(key.startsWith(HELP) || isPattern(text))) {
                wrong.add(key);
            }
        });

        assertEquals(Set.of(), wrong);
    }

    private static boolean isPattern(String text) {
        try {
            new MessageFormat(text, Locale.ENGLISH);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void everyKeyThatTheProgramNamesIsThere() {
        String sources = sources();
        Set<String> named = new TreeSet<>();
        REFERENCES.forEach(reference -> reference
                .matcher(sources)
                .results()
                .map(match -> match.group(1))
                .forEach(named::add));
        REFERENCES_BEHIND.forEach((prefix, reference) -> reference
                .matcher(sources)
                .results()
                .map(match -> prefix + match.group(1))
                .forEach(named::add));
        named.removeAll(english.keySet());

        assertEquals(Set.of(), named);
    }

    @Test
    void everyKeyIsUsed() {
        String sources = sources();
        Set<String> words = WORD.matcher(sources)
                .results()
                .map(match -> match.group().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Set<String> errors = keysOfErrors();

        assertEquals(Set.of(), keysOfEnglish(key -> !errors.contains(key) && !isUsed(key, sources, words)));
    }

    /** Named as it is, put together from a prefix and a name ({@code "step." + name}), or read by the help of a command. */
    private static boolean isUsed(String key, String sources, Set<String> words) {
        int usage = key.indexOf(".usage.");
        if (key.startsWith(HELP) && usage > 0) {
            String command = key.substring(key.lastIndexOf('.', usage - 1) + 1, usage);
            return sources.contains("name = \"" + command + "\"");
        }
        if (key.equals("help") || key.equals("version")) {
            return sources.contains("mixinStandardHelpOptions = true");
        }
        String prefix = key.substring(0, key.lastIndexOf('.') + 1);
        String name = key.substring(prefix.length()).toLowerCase(Locale.ROOT);
        boolean putTogether = !prefix.isEmpty() && sources.contains('"' + prefix + '"') && words.contains(name);
        return putTogether || sources.contains('"' + key + '"');
    }
}
