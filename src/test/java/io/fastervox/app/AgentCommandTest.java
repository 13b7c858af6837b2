package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.Wish;
import io.fastervox.ipc.OwnerDesk;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import io.fastervox.support.OsLock;
import io.fastervox.support.Reaches;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

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

    @Test
    @SuppressWarnings("try") // both are there, and that is all
    void saysThatRecordingsAreStillBeingLookedAt() throws Exception {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        Console console = new Console(out, out, Messages.in(Locale.ENGLISH), false);
        Map<String, String> variables = Map.of("FASTERVOX_HOME", home.toString());
        try (Composition composition = new Composition(variables, console);
                OsLock owner = OsLock.tryAcquire(composition.data().resolve("agent.lock"))
                        .orElseThrow();
                OwnerDesk desk =
                        OwnerDesk.open(AgentEndpoint.of(composition.data(), variables), request -> Wish.LOOKED_AT)) {
            int code = new CommandLine(new AgentCommand(composition)).execute("talk.wav");

            assertEquals(
                    List.of(
                            ExitCode.OK,
                            "Handed to the running Faster-Vox, but a drive or share does not answer yet. If nothing comes of"
                                    + " it, it says so beside its icon."),
                    List.of(code, written.toString(StandardCharsets.UTF_8).strip()));
        }
    }

    @Test
    @SuppressWarnings("try") // the lock is held, and that is all
    void saysAtOnceThatRecordingsAreTooManyToHandOver() throws Exception {
        Written written = new Written();
        Console console = new Console(written.stream(), written.stream(), Messages.in(Locale.ENGLISH), false);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console);
                OsLock owner = OsLock.tryAcquire(composition.data().resolve("agent.lock"))
                        .orElseThrow()) {
            String[] many =
                    Collections.nCopies(10_000, "talk".repeat(30) + ".wav").toArray(String[]::new);
            int code = new CommandLine(new AgentCommand(composition, Duration.ofHours(1))).execute(many);

            assertEquals(
                    List.of(
                            ExitCode.FAILED,
                            "10,000 files are more than the running Faster-Vox takes at once. Hand over some of them at a"
                                    + " time, or all with: fvox queue add"),
                    List.of(code, written.text().strip()));
        }
    }
}
