package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.Exec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R25: a look whether outputs can be written leaves nothing")
class OutputCheckTest {
    private static final int KILLED = 7;

    /** Another process, which ends in the middle of its look. */
    public static void main(String[] arguments) throws IOException {
        Closeable probe = OutputCheck.probe(Path.of(arguments[0]));
        System.out.println(probe);
        Runtime.getRuntime().halt(KILLED);
    }

    @Test
    void alsoWhenItsProcessIsKilledInTheMiddleOfIt(@TempDir Path folder) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java, "-cp", System.getProperty("java.class.path"), OutputCheckTest.class.getName(), folder.toString());
        int code = Exec.of(command, Duration.ofSeconds(60)).run().exitCode();

        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(KILLED, List.of()), List.of(code, left.toList()));
        }
    }
}
