package io.fastervox.app.bench;

import io.fastervox.environment.Lock;
import io.fastervox.environment.LockedWheel;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The other side of a comparison: the same lock by virtualenv with pip or uv, which verify nothing but the hashes. */
final class PipInstall {
    private static final Duration LIMIT = Duration.ofMinutes(20);
    /** The pin of {@code python-embed/relock.py}. */
    private static final String UV = "uv==0.13.9";

    private final ReadyEnvironment ready;
    private final Path base;
    private final Map<String, String> variables;
    private final Path work;
    private final Path requirements;
    private final Path constraints;

    /**
     * @param ready whose base Python makes the environments
     * @param variables the environment of this process
     * @param work an existing folder
     */
    PipInstall(ReadyEnvironment ready, Lock lock, Map<String, String> variables, Path work) throws IOException {
        this.ready = ready;
        this.base = Path.of(property(ready.root().resolve("pyvenv.cfg"), "home"));
        this.variables = withoutPython(variables);
        this.work = work;
        this.requirements = work.resolve("requirements.txt");
        Files.writeString(requirements, requirements(lock));
        this.constraints = work.resolve("constraints.txt");
        Files.write(
                constraints,
                lock.wheels().stream()
                        .map(wheel -> wheel.name() + "==" + wheel.version())
                        .toList());
    }

    /** Makes a virtual environment and gives its Python. */
    Path create(Path folder) throws IOException, InterruptedException {
        run(List.of(
                python().toString(),
                "-I",
                "-m",
                "virtualenv",
                "--quiet",
                "--copies",
                "--no-periodic-update",
                "--no-download",
                "--app-data",
                folder + "-app-data",
                folder.toString()));
        Path library = base.resolveSibling("lib").resolve("libpython3.12.so.1.0");
        if (Files.exists(library)) {
            Files.copy(library, folder.resolve("lib").resolve(library.getFileName()));
        }
        return folder.resolve(ready.root().relativize(ready.python()));
    }

    /** @param index options that name the package index, or none */
    void pip(Path python, List<String> index) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-I", "-m", "pip", "install", "--quiet"));
        command.addAll(List.of("--no-compile", "--no-cache-dir", "--no-deps", "--require-hashes"));
        command.addAll(index);
        command.addAll(List.of("-r", requirements.toString()));
        run(command);
    }

    /** Installs a program from the default index, over the versions of the lock where they fit; not measured. */
    Path program(Path python, String name, String version) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(python.toString(), "-I", "-m", "pip", "install", "--quiet"));
        command.addAll(List.of("--no-compile", "-c", constraints.toString(), name + "==" + version));
        run(command);
        return python.resolveSibling(name);
    }

    /** Fetches uv from the default index; not measured. */
    Path fetchUv() throws IOException, InterruptedException {
        Path folder = work.resolve("uv");
        run(List.of(
                python().toString(),
                "-I",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-compile",
                "--target",
                folder.toString(),
                UV));
        return folder.resolve("bin").resolve("uv");
    }

    void uv(Path uv, Path python, List<String> index) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(uv.toString(), "pip", "install", "--quiet", "--no-cache"));
        command.addAll(List.of("--no-deps", "--require-hashes", "--python", python.toString()));
        command.addAll(index);
        command.addAll(List.of("-r", requirements.toString()));
        run(command);
    }

    private Path python() {
        Path python = base.resolve(ready.python().getFileName());
        return Files.exists(python) ? python : base.resolve("python3.12");
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Exec.Result result = Exec.of(command, LIMIT).withEnvironment(variables).run();
        if (!result.succeeded()) {
            throw new IOException(command.get(3) + ": " + result.describe());
        }
    }

    private static String requirements(Lock lock) {
        StringBuilder lines = new StringBuilder();
        for (LockedWheel wheel : lock.wheels()) {
            lines.append(wheel.name()).append("==").append(wheel.version());
            lines.append(" --hash=sha256:").append(wheel.sha256()).append('\n');
        }
        return lines.toString();
    }

    private static String property(Path file, String name) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.matches(name + "\\s*=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1).strip())
                .findFirst()
                .orElseThrow(() -> new IOException("no " + name + " in " + file));
    }

    /** A person's own configuration must not decide the race. */
    private static Map<String, String> withoutPython(Map<String, String> variables) {
        Map<String, String> clean = new HashMap<>(variables);
        clean.keySet()
                .removeIf(name -> name.toUpperCase(Locale.ROOT).matches("(PIP_(?!CERT)|UV_|PYTHON|VIRTUAL_ENV).*"));
        return clean;
    }
}
