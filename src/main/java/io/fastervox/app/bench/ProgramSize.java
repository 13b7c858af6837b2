package io.fastervox.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The bytes of a program folder, by component: every file counts in the first one that it fits. */
final class ProgramSize {
    private static final Map<String, Predicate<String>> COMPONENTS = components();

    private ProgramSize() {}

    private static Map<String, Predicate<String>> components() {
        Map<String, Predicate<String>> components = new LinkedHashMap<>();
        components.put("Java runtime", file -> file.startsWith("runtime/"));
        components.put("jars", file -> file.endsWith(".jar"));
        components.put("native library", file -> file.matches("app/[^/]*\\.dll"));
        components.put("embeddable Python", file -> file.matches("app/python-embed/[^/]*\\.zip"));
        components.put("boot wheels", file -> file.startsWith("app/python-embed/wheels/"));
        components.put("locks and sources", file -> file.startsWith("app/python-embed/"));
        components.put("runner", file -> file.startsWith("app/runner/"));
        components.put("licences", file -> file.startsWith("app/licenses/"));
        components.put("launchers", file -> file.endsWith(".exe"));
        components.put("icons and settings", file -> true);
        return components;
    }

    /** The whole, then the components, each with its exact size. */
    static List<Samples> of(Path program) throws IOException {
        Map<String, Long> bytes = new LinkedHashMap<>();
        bytes.put("installed", 0L);
        COMPONENTS.keySet().forEach(component -> bytes.put("installed, " + component, 0L));
        List<Path> files;
        try (Stream<Path> all = Files.walk(program)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = program.relativize(file).toString().replace('\\', '/');
            String component = COMPONENTS.entrySet().stream()
                    .filter(entry -> entry.getValue().test(name))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            bytes.merge("installed", Files.size(file), Long::sum);
            bytes.merge("installed, " + component, Files.size(file), Long::sum);
        }
        return bytes.entrySet().stream()
                .map(entry -> Samples.bytes(entry.getKey(), entry.getValue()))
                .toList();
    }
}
