package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Kernel32;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@Timeout(120)
@DisplayName("What a killed program has started ends with it, whether it listens or not")
class KillOnCloseJobTest {
    /** A program that holds itself in a job, starts one that would run for a minute, and tells its process id. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws InterruptedException, WindowsException {
            KillOnCloseJob.holdThisProcess();
            Process child = arguments.length == 0 ? ping() : KillOnCloseJob.leaving(Parent::ping);
            System.out.println(child.pid());
            System.out.println(child.waitFor());
        }

        private static Process ping() {
            try {
                return new ProcessBuilder("ping", "-n", "60", "127.0.0.1")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Process parent(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java.exe").toString(),
                "-Djna.nounpack=true",
                "-Djna.boot.library.path=" + System.getProperty("jna.boot.library.path"),
                "-cp",
                Stream.of(Parent.class, KillOnCloseJob.class, Native.class, Kernel32.class, Logger.class)
                        .map(KillOnCloseJobTest::location)
                        .collect(Collectors.joining(File.pathSeparator)),
                Parent.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The program it has started, once it is there. */
    private static ProcessHandle childOf(Process parent) throws IOException {
        String said = String.valueOf(parent.inputReader(StandardCharsets.UTF_8).readLine());
        return ProcessHandle.of(Long.parseLong(said)).orElseThrow();
    }

    @Test
    void theChildOfAKilledProgramEnds() throws Exception {
        Process parent = parent();
        try {
            ProcessHandle child = childOf(parent);

            parent.destroyForcibly();

            child.onExit().get(10, TimeUnit.SECONDS);
            assertEquals(List.of(false, false), List.of(parent.toHandle().isAlive(), child.isAlive()));
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void whatWasOpenedForThePersonLivesOn() throws Exception {
        Process parent = parent("for the person");
        try {
            ProcessHandle child = childOf(parent);
            try {
                parent.destroyForcibly().waitFor();

                assertThrows(TimeoutException.class, () -> child.onExit().get(2, TimeUnit.SECONDS));
            } finally {
                child.destroyForcibly();
            }
        } finally {
            parent.destroyForcibly();
        }
    }
}
