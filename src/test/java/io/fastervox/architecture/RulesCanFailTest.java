package io.fastervox.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.fastervox.architecture.PackageTable.Line;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A program that breaks every rule is compiled, and each rule must find what breaks it. A rule that cannot fail proves nothing. */
class RulesCanFailTest {
    /** In every package one class that uses all packages of the table. */
    private static final String USES_ALL = PackageTable.LINES.stream()
            .map(line -> "Object %s = io.fastervox.%s.Target.class;"
                    .formatted(line.name().replace('.', '_'), line.name()))
            .collect(Collectors.joining("\n", "class UsesAll {\n", "\n}"));

    /** The classes that break the rule whose description begins so. */
    private static final Map<String, List<String>> BREAKING = Map.ofEntries(
            Map.entry("every package has its line", List.of("misc.Lost")),
            Map.entry("no cycles of packages", List.of()), // UsesAll makes them
            Map.entry("desktop holds ports and values", List.of("desktop.Behaviour", "desktop.UsesAll")),
            Map.entry("JNA only in desktop.windows and hardware", List.of("audio.Native")),
            Map.entry("AWT and Swing only in desktop.awt and ui", List.of("agent.Window", "app.Colour")),
            Map.entry("javax.sound only in audio", List.of("dictation.Line")),
            Map.entry("HTTP only in download", List.of("models.Fetch")),
            Map.entry("command line and log file only in app", List.of("files.Command", "support.Log")),
            Map.entry(
                    "processes are started only by support.Exec and engine.worker",
                    List.of("environment.Build", "support.Shell")),
            Map.entry("only engine.worker and environment know Python", List.of("files.PythonFiles")),
            Map.entry("standard streams only in app", List.of("dictation.Loud", "engine.worker.Trace")),
            Map.entry("no java.util.logging", List.of("app.OldLog")),
            Map.entry(
                    "no Manager, Helper, Utils, Impl",
                    List.of("ipc.EngineImpl", "ipc.FileManager", "ipc.FileUtil", "ipc.FileUtils", "ipc.PathHelper")),
            Map.entry("every package is @NullMarked", List.of("misc.Lost")),
            Map.entry("no test sleeps", List.of("files.HastyTest", "files.SleepyTest")));

    private static final Map<String, String> SOURCES = new TreeMap<>(Map.ofEntries(
            Map.entry("misc.Lost", "class Lost {}"),
            Map.entry("desktop.Behaviour", "class Behaviour {}"),
            Map.entry("audio.Native", "class Native { com.sun.jna.Pointer pointer; }"),
            Map.entry("agent.Window", "class Window { javax.swing.JFrame frame; }"),
            Map.entry("dictation.Line", "class Line { javax.sound.sampled.TargetDataLine line; }"),
            Map.entry("app.Colour", "class Colour { java.awt.Color colour; }"),
            Map.entry("models.Fetch", "class Fetch { org.apache.hc.client5.http.HttpRoute route; }"),
            Map.entry("files.Command", "@picocli.CommandLine.Command class Command {}"),
            Map.entry("support.Log", "class Log { ch.qos.logback.classic.Level level; }"),
            Map.entry("environment.Build", "class Build { Object o = new ProcessBuilder(\"pip\"); }"),
            Map.entry(
                    "support.Shell",
                    "class Shell { Object o() throws Exception { return Runtime.getRuntime().exec(\"sh\"); } }"),
            Map.entry("files.PythonFiles", "class PythonFiles {}"),
            Map.entry("dictation.Loud", "class Loud { void shout() { System.out.println(); } }"),
            Map.entry("engine.worker.Trace", "class Trace { void trace() { new Exception().printStackTrace(); } }"),
            Map.entry("app.OldLog", "class OldLog { java.util.logging.Logger log; }"),
            Map.entry("ipc.EngineImpl", "class EngineImpl {}"),
            Map.entry("ipc.FileManager", "class FileManager {}"),
            Map.entry("ipc.FileUtil", "class FileUtil {}"),
            Map.entry("ipc.FileUtils", "class FileUtils {}"),
            Map.entry("ipc.PathHelper", "class PathHelper {}"),
            Map.entry("files.SleepyTest", "class SleepyTest { void test() throws Exception { Thread.sleep(1); } }"),
            Map.entry(
                    "files.HastyTest",
                    "class HastyTest { void t() throws Exception { java.util.concurrent.TimeUnit.DAYS.sleep(1); } }")));

    static final List<Line> PACKAGES = PackageTable.LINES;
    static final List<ArchRule> CODE_RULES = Stream.of(
                    CodeRules.OF_THE_PROGRAM, CodeRules.OF_THE_TESTS, List.of(PackageTable.COMPLETE))
            .flatMap(List::stream)
            .toList();

    @TempDir
    static Path folder;

    private static JavaClasses broken;

    @BeforeAll
    static void compileTheBrokenProgram() {
        Map<String, String> program = new TreeMap<>(SOURCES);
        for (Line line : PackageTable.LINES) {
            program.put(line.name() + ".Target", "public interface Target {}");
            program.put(line.name() + ".UsesAll", USES_ALL);
            program.put(line.name() + ".package-info", "@org.jspecify.annotations.NullMarked");
        }
        List<JavaFileObject> sources =
                program.entrySet().stream().map(RulesCanFailTest::source).toList();
        StringWriter errors = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-d", folder.toString());
        boolean compiled =
                compiler.getTask(errors, null, null, options, null, sources).call();
        assertEquals("true", compiled + errors.toString());
        broken = new ClassFileImporter().importPath(folder);
    }

    private static JavaFileObject source(Map.Entry<String, String> type) {
        String name = "io.fastervox." + type.getKey();
        String inPackage = "package " + name.substring(0, name.lastIndexOf('.')) + ";\n";
        boolean info = name.endsWith("package-info");
        String text = info ? type.getValue() + " " + inPackage : inPackage + type.getValue();
        return new SimpleJavaFileObject(
                URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    /** Names of the program that the report of a rule mentions, without the root package. */
    private static Set<String> mentioned(ArchRule rule, Pattern name) {
        return rule.evaluate(broken).getFailureReport().getDetails().stream()
                .flatMap(detail -> name.matcher(detail).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @FieldSource("PACKAGES")
    void aLineFindsEachPackageThatItDoesNotAllow(Line line) {
        Set<String> forbidden = PackageTable.LINES.stream()
                .map(Line::name)
                .filter(name -> !line.allowed().contains(name))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(forbidden, mentioned(line.rule(), Pattern.compile("io\\.fastervox\\.([a-z.]+)\\.Target")));
    }

    @ParameterizedTest
    @FieldSource("CODE_RULES")
    void aRuleFindsExactlyWhatBreaksIt(ArchRule rule) {
        List<String> expected = BREAKING.entrySet().stream()
                .filter(entry -> rule.getDescription().startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing breaks: " + rule.getDescription()));
        Set<String> found = mentioned(rule, Pattern.compile("io\\.fastervox\\.([a-z.]+\\.[A-Z]\\w+)"));

        assertEquals(true, rule.evaluate(broken).hasViolation());
        if (!expected.isEmpty()) {
            assertEquals(new TreeSet<>(expected), found);
        }
    }

    @Test
    void theTableAllowsNothingUpwards() {
        List<String> order = PackageTable.LINES.stream().map(Line::name).toList();
        List<String> upwards = PackageTable.LINES.stream()
                .flatMap(line -> line.allowed().stream()
                        .filter(used -> order.indexOf(used) < order.indexOf(line.name()))
                        .map(used -> line.name() + " uses " + used))
                .toList();

        assertEquals(List.of(), upwards);
    }
}
