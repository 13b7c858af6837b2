package io.fastervox.hardware;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.WinReg;
import io.fastervox.support.Exec;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * The fake libraries of {@code src/test/native}. On Linux they are built when first needed; on Windows the property {@code
 * fastervox.test.native} names the folder where the tier has put them.
 */
final class FakeDriver {
    static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private static final Path PROGRAM = Path.of(System.getProperty("fastervox.program", "."));
    private static final Path FOLDER = WINDOWS ? Path.of(System.getProperty("fastervox.test.native", "")) : built();

    private FakeDriver() {}

    static Path folder() {
        return FOLDER;
    }

    /** Everything that a driver brings. */
    static DriverFiles whole() {
        return WINDOWS
                ? new DriverFiles(file("nvml.dll"), file("nvcuda.dll"), FOLDER.resolve("nvidia-smi.exe"))
                : new DriverFiles(file("libnvidia-ml.so.1"), file("libcuda.so.1"), FOLDER.resolve("nvidia-smi"));
    }

    static Optional<String> file(String name) {
        return Optional.of(FOLDER.resolve(name).toString());
    }

    /** A probe whose children meet the scenarios. */
    static DriverProbe probe(Map<String, String> scenarios, Duration limit) {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.putAll(scenarios);
        return new DriverProbe(self(), variables, limit, limit);
    }

    /** The program as it starts itself, with the little of the class path that the child needs. */
    private static List<String> self() {
        String classPath = Stream.of(DriverChild.class, Native.class, WinReg.class, LoggerFactory.class, picocli())
                .map(FakeDriver::place)
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
        Stream<String> jna = Stream.of("jna.nounpack", "jna.boot.library.path")
                .filter(name -> System.getProperty(name) != null)
                .map(name -> "-D" + name + "=" + System.getProperty(name));
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", WINDOWS ? "java.exe" : "java")
                                .toString()),
                        jna,
                        Stream.of("-cp", classPath, "io.fastervox.app.Main"))
                .flatMap(part -> part)
                .toList();
    }

    private static Class<?> picocli() {
        try {
            return Class.forName("picocli.CommandLine");
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Path built() {
        Path folder = PROGRAM.resolve("target/fake-gpu").toAbsolutePath();
        try {
            Files.createDirectories(folder);
            Exec.Result result = Exec.of(
                            List.of(PROGRAM.resolve("src/test/native/build.sh").toString(), "linux", folder.toString()),
                            Duration.ofMinutes(1))
                    .run();
            if (!result.succeeded()) {
                throw new AssertionError(result.describe());
            }
            return folder;
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
