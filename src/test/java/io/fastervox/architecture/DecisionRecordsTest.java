package io.fastervox.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The records in docs/adr name what holds them; here what they name exists. */
class DecisionRecordsTest {
    private static final Path PROGRAM = Path.of(System.getProperty("fastervox.program", ""));

    /** A class of tests, perhaps with one of its members. */
    private static final Pattern JAVA = Pattern.compile("\\b([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?\\b");

    /** A file of tests, perhaps with its folder. */
    private static final Pattern PYTHON = Pattern.compile("[\\w./-]*\\btest_\\w+\\.py\\b");

    private static final Pattern SUPERSEDES = Pattern.compile("(?m)^Supersedes (\\d+)\\b");

    private final Map<Integer, String> records = records();
    private final List<Path> tests = Stream.of("src/test", "runner/tests", "python-embed/tests", ".ci")
            .flatMap(folder -> files(folder).stream())
            .toList();

    private static List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(PROGRAM.resolve(folder))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<Integer, String> records() {
        Map<Integer, String> records = new TreeMap<>();
        for (Path file : files("docs/adr")) {
            String name = String.valueOf(file.getFileName());
            if (name.matches("\\d{4}-.*\\.md")) {
                records.put(Integer.parseInt(name.substring(0, 4)), text(file));
            }
        }
        assertTrue(records.size() >= 39, records.keySet()::toString);
        return records;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> test(String path) {
        return tests.stream().filter(file -> file.endsWith(path)).findFirst();
    }

    @Test
    void everyTestThatARecordNamesExists() {
        Set<String> missing = new TreeSet<>();
        records.forEach((number, record) -> {
            for (Matcher named = JAVA.matcher(record); named.find(); ) {
                String member = named.group(2) == null ? named.group(1) : named.group(2);
                Optional<Path> file = test(named.group(1) + ".java");
                if (file.filter(found -> text(found).matches("(?s).*\\b" + member + "\\b.*"))
                        .isEmpty()) {
                    missing.add(number + ": " + named.group());
                }
            }
            PYTHON.matcher(record)
                    .results()
                    .filter(named -> test(named.group()).isEmpty())
                    .forEach(named -> missing.add(number + ": " + named.group()));
        });

        assertEquals(Set.of(), missing);
    }

    @Test
    void aRecordThatIsSupersededSaysSo() {
        Set<String> silent = new TreeSet<>();
        records.forEach((number, record) -> SUPERSEDES.matcher(record).results().forEach(found -> {
            String earlier = records.getOrDefault(Integer.parseInt(found.group(1)), "");
            if (!Pattern.compile("(?m)^Superseded by " + number + "\\b")
                    .matcher(earlier)
                    .find()) {
                silent.add(number + " supersedes " + found.group(1));
            }
        }));

        assertEquals(Set.of(), silent);
    }
}
