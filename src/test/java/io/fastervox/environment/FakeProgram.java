package io.fastervox.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.desktop.headless.XdgFolders;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.download.SourceMemory;
import io.fastervox.download.SourceOrder;
import io.fastervox.download.TlsServer;
import io.fastervox.support.Json;
import io.fastervox.support.Retry;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A program folder whose base Python is a shell script that plays virtualenv and the self-test, and whose wheels are a few
 * bytes each. A file {@code <tool>.mode} in {@link #control} makes a tool misbehave; {@code calls} lists what ran.
 */
final class FakeProgram implements AutoCloseable {
    private static final String PYTHON = """
            #!/bin/sh
            # Called as: python -I -X utf8 tied.py PATH MODULE ARGUMENT...
            case "$6" in
              virtualenv) tool=virtualenv ;;
              *selftest.py) tool=selftest ;;
              *) echo "unexpected call: $*" >&2; exit 99 ;;
            esac
            mode=$(cat "$FAKE/$tool.mode" 2>/dev/null)
            case "$0" in *-cuda-*) cuda=$(cat "$FAKE/$tool-on-cuda.mode" 2>/dev/null); mode=${cuda:-$mode} ;; esac
            echo "$tool" >> "$FAKE/calls"
            here=${0%/bin/python*}
            case "$mode" in
              fails-in-1) case "$here" in *-1) mode=fails ;; esac ;;
              compiled) [ -d "$here/lib/python3.12/site-packages/av/__pycache__" ] && mode=fails ;;
            esac
            case "$mode" in
              fails) echo "first line" >&2; echo "$tool is broken" >&2; exit 1 ;;
              dies) kill -9 $$ ;;
              full) echo "OSError: [Errno 28] No space left on device" >&2; exit 1 ;;
              hangs) echo $$ > "$FAKE/pid"; exec sleep 600 ;;
              says-nothing) exit 0 ;;
              garbage) printf 'not {json'; exit 0 ;;
              answers) cat "$FAKE/answer"; exit 0 ;;
            esac
            for last in "$@"; do :; done
            case $tool in
              virtualenv)
                mkdir -p "$last/bin" "$last/lib/python3.12/site-packages"
                cp "$0" "$last/bin/python"
                echo "home = x" > "$last/pyvenv.cfg" ;;
              selftest) cat "$FAKE/selftest" ;;
            esac
            """;

    private static final String SOURCES = """
            {"about":[],"indexes":[],"hubs":[],"python":[],"publishers":[%s]}""";
    private static final List<String> KNOWN = List.of("cpu", "cuda");

    final Path control;
    final Path data;
    private final Path program;
    private final Http http = new Http(
            new HttpSettings("test", Duration.ofSeconds(5), Duration.ofSeconds(5), Retry.times(1)),
            TlsServer.trusted());
    private final Map<String, String> variables;
    private final String profile;
    private final List<String> packages;
    private final List<BuildPlan> plans = new ArrayList<>();
    private String broken = "";
    BuildFolder buildFolder = new BuildFolder(new XdgFolders(Map.of(), Path.of("/nowhere")), PlatformId.LINUX);
    long usableBytes = Long.MAX_VALUE;
    Instant now = Instant.EPOCH;

    /** @param packages of the profile {@code cpu}; with {@code torch} among them the profile needs it */
    FakeProgram(Path folder, String... packages) throws IOException {
        this(folder, "cpu", List.of(packages));
    }

    FakeProgram(Path folder, String profile, List<String> packages) throws IOException {
        this.profile = profile;
        this.packages = List.copyOf(packages);
        program = Files.createDirectories(folder.resolve("program"));
        control = Files.createDirectories(folder.resolve("control"));
        data = folder.resolve("data 数据");
        variables = new TreeMap<>(System.getenv());
        variables.put("FAKE", control.toString());
        writeProgram();
    }

    BaseArchive archive() throws EnvironmentException {
        BasePython pin = new PythonEmbed(program).bases().get(0);
        return pin.archive(program.resolve(pin.file()), List.of());
    }

    Environments environments() throws EnvironmentException {
        Site site = new Site(
                new PythonEmbed(program),
                PlatformId.LINUX,
                archive(),
                new BaseFetch(new Downloader(http), new Plans(plans)),
                new Layout(data));
        return new Environments(new Building(
                site,
                buildFolder,
                new Indexes(
                        http,
                        site.program().wheels(),
                        IndexChoice.named(new SourceOrder(http, SourceMemory.ofThisRun()), List.of(index().toUri()))),
                new Downloader(http),
                variables,
                folder -> usableBytes,
                Clock.fixed(now, ZoneOffset.UTC)));
    }

    void mode(String tool, String mode) throws IOException {
        Files.writeString(control.resolve(tool + ".mode"), mode);
    }

    /** Everything works again, nothing is noted. */
    void reset() throws IOException {
        for (String tool : List.of("virtualenv", "selftest", "selftest-on-cuda")) {
            Files.deleteIfExists(control.resolve(tool + ".mode"));
        }
        Files.deleteIfExists(control.resolve("calls"));
    }

    List<String> calls() throws IOException {
        Path calls = control.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** What was told before builds. */
    List<BuildPlan> plans() {
        return plans;
    }

    private record Plans(List<BuildPlan> plans) implements BuildListener {
        @Override
        public void fetching(Path archive, Flaw flaw) {
            throw new AssertionError(archive + " is " + flaw);
        }

        @Override
        public void building(BuildPlan plan) {
            plans.add(plan);
        }
    }

    /** Where new wheels come from. */
    Path index() {
        return program.resolve("index");
    }

    Path environment(int number) throws Exception {
        return data.resolve("pytorch_env").resolve(lockId() + "-" + profile + "-" + number);
    }

    Path module(int number, String name) throws Exception {
        return environment(number).resolve("lib/python3.12/site-packages").resolve(name + "/__init__.py");
    }

    String lockId() throws Exception {
        return new PythonEmbed(program).lock(profile + "-linux").id();
    }

    @Override
    public void close() {
        http.close();
    }

    /**
     * Takes a package out of the index: from now on only its publisher has it.
     *
     * @param server both the publisher's index and the folder of its files; nobody is asked here
     * @return the wheel
     */
    Path publish(String name, URI server) throws IOException {
        Path file = program.resolve("locks/" + profile + "-linux.json");
        ObjectNode lock = (ObjectNode) Json.strict().readTree(file.toFile());
        StringBuilder lines = new StringBuilder();
        Path wheel = program.resolve(folder(name) + "-1.0-py3-none-any.whl");
        ArrayNode wheels = Json.strict().createArrayNode();
        for (JsonNode entry : lock.withArray("wheels")) {
            boolean published = entry.get("name").textValue().equals(name);
            lines.append(entry.get("name").textValue()).append(" 1.0 ");
            lines.append(published ? "publisher" : entry.get("sha256").textValue())
                    .append('\n');
            if (published) {
                ((ObjectNode) entry).remove("sha256");
                lock.putArray("published").add(((ObjectNode) entry).put("publisher", "publisher"));
            } else {
                wheels.add(entry);
            }
        }
        lock.set("wheels", wheels);
        lock.put("id", idOf(lines));
        Files.move(index().resolve(String.valueOf(wheel.getFileName())), wheel);
        Files.writeString(file, lock.toString());
        Files.writeString(program.resolve("sources.json"), SOURCES.formatted("""
                {"id":"publisher","index":"%1$s","files":["%1$s"]}""".formatted(server)));
        return wheel;
    }

    private static String idOf(CharSequence lines) {
        return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 12);
    }

    /** Another version of the lock, with a wheel whose module is not what its RECORD states. */
    void updateLockWithBrokenWheel(String added) throws IOException {
        broken = added;
        updateLock(added);
        broken = "";
    }

    /** Another version of the lock: one package more. */
    void updateLock(String added) throws IOException {
        List<String> more = new ArrayList<>(packages);
        more.add(added);
        writeLock(profile + "-linux", more);
        writeSelfTest(more);
    }

    private void writeProgram() throws IOException {
        Map<String, String> base = new LinkedHashMap<>();
        base.put("top/bin/python3.12", PYTHON);
        base.put("top/lib/os.py", "os");
        Path archive = Zips.write(program.resolve("base.zip"), base);
        Files.writeString(program.resolve("base-python.json"), """
                {"about":[],"bases":[{"id":"linux","platform":"linux-x86_64","python":"3.12.1","test_only":true,
                "kind":"zip","file":"base.zip","sha256":"%s","bytes":1,"interpreter":"bin/python3.12",
                "unpack":{"prefix":"top/","leave_out":[],"also":[],"executable":["bin/python3.12"]}}]}""".formatted(Sha256.of(archive)));
        Files.writeString(program.resolve("profiles.json"), """
                {"about":[],"profiles":[{"id":"cpu","title":"t","device":"cpu","rules":[],"compute_types":["int8"],
                "platforms":{"linux-x86_64":{"lock":"cpu-linux","download_bytes":1,"disk_bytes":1000}},
                "components":{"embeddable_python":"required","virtual_environment":"required","pytorch":"%s",
                "whisper":"required"},"fallback":null},
                {"id":"cuda","title":"t","device":"cuda","rules":[],"compute_types":["float16"],
                "platforms":{"linux-x86_64":{"lock":"cuda-linux","download_bytes":1,"disk_bytes":1000}},
                "components":{"embeddable_python":"required","virtual_environment":"required","pytorch":"not_needed",
                "whisper":"required"},"fallback":"cpu"}%s]}""".formatted(
                        packages.contains("torch") ? "required" : "not_needed",
                        KNOWN.contains(profile) ? "" : "," + profileJson()));
        Files.writeString(program.resolve("sources.json"), SOURCES.formatted(""));
        Files.writeString(program.resolve("tied.py"), "");
        Files.writeString(program.resolve("selftest.py"), "");
        Files.writeString(program.resolve("selftest.wav"), "");
        writeLock("boot-linux", List.of("pip", "virtualenv"));
        for (String known : KNOWN) {
            writeLock(known + "-linux", packages);
        }
        writeLock(profile + "-linux", packages);
        writeSelfTest(packages);
    }

    private String profileJson() {
        return """
                {"id":"%1$s","title":"t","device":"cpu","rules":[],"compute_types":["int8"],
                "platforms":{"linux-x86_64":{"lock":"%1$s-linux","download_bytes":1,"disk_bytes":1000}},
                "components":{"embeddable_python":"required","virtual_environment":"required","pytorch":"%2$s",
                "whisper":"required"},"fallback":null}""".formatted(profile, packages.contains("torch") ? "required" : "not_needed");
    }

    private void writeSelfTest(List<String> names) throws IOException {
        ObjectNode answer = Json.strict().createObjectNode();
        names.forEach(name -> answer.withObject("/packages").put(name, "1.0"));
        answer.putArray("compute_types").add("float32");
        answer.put("seconds", 6).put("speech_seconds", 5);
        Files.writeString(control.resolve("selftest"), answer.toString());
    }

    private void writeLock(String name, List<String> names) throws IOException {
        Files.createDirectories(program.resolve("locks"));
        Files.createDirectories(index());
        ObjectNode lock = Json.strict().createObjectNode();
        StringBuilder lines = new StringBuilder();
        ArrayNode wheels = Json.strict().createArrayNode();
        for (String wheel : names.stream().sorted().toList()) {
            String recorded = wheel.equals(broken) ? "name = 'other'\n" : module(folder(wheel));
            Path file = Zips.write(
                    index().resolve(folder(wheel) + "-1.0-py3-none-any.whl"), wheel(folder(wheel), recorded));
            wheels.addObject()
                    .put("name", wheel)
                    .put("version", "1.0")
                    .put("file", String.valueOf(file.getFileName()))
                    .put("sha256", Sha256.of(file))
                    .put("bytes", Files.size(file));
            lines.append(wheel).append(" 1.0 ").append(Sha256.of(file)).append('\n');
        }
        lock.put("lock", name).put("id", idOf(lines)).put("python", "3.12").put("platform", "linux-x86_64");
        lock.putObject("made");
        lock.set("wheels", wheels);
        Files.writeString(program.resolve("locks/" + name + ".json"), lock.toString());
    }

    /** The files of a package, as a wheel holds them. */
    private static Map<String, String> wheel(String name, String recorded) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(name + "/__init__.py", recorded);
        files.put(name + "-1.0.dist-info/METADATA", "Name: " + name + "\n");
        files.put(name + "-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n");
        StringBuilder record = new StringBuilder();
        files.forEach((path, content) -> record.append(RecordLines.of(path, content)));
        files.put(name + "-1.0.dist-info/RECORD", record + name + "-1.0.dist-info/RECORD,,\n");
        files.put(name + "/__init__.py", module(name));
        return files;
    }

    /** How a package is called in the names of its folders and of its wheel. */
    static String folder(String name) {
        return name.replace('-', '_');
    }

    private static String module(String name) {
        return "name = '" + name + "'\n";
    }
}
