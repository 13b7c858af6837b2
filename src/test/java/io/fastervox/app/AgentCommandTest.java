package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import io.fastervox.support.OsLock;
import io.fastervox.support.Reaches;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R6: a start that finds an agent")
class AgentCommandTest {
    @TempDir
    private Path home;

    @Test
    @Reaches(ErrorCode.AGENT_UNRESPONSIVE)
    @SuppressWarnings("try") // the lock is held, and that is all
    void saysThatOneWhichHangsDoesNotAnswer() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
        Console console = new Console(err, err, Messages.in(Locale.ENGLISH), false);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console);
                OsLock hung = OsLock.tryAcquire(composition.data().resolve("agent.lock"))
                        .orElseThrow()) {
            int code = new AgentCommand(composition, Duration.ofMillis(200)).call();

            assertEquals(
                    List.of(
                            ExitCode.FAILED,
                            "fvox: Faster-Vox is running already and does not answer. ["
                                    + ErrorCode.AGENT_UNRESPONSIVE.id() + "]"),
                    List.of(
                            code,
                            written.toString(StandardCharsets.UTF_8)
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
        }
    }
}
