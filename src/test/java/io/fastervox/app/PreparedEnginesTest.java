package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.CodedException;
import io.fastervox.support.Messages;
import io.fastervox.support.ProgressListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R18: another model for one recording does not stay in the memory")
class PreparedEnginesTest {
    private static final Preparation.Prepared SMALL = new Preparation.Prepared(
            new ReadyEnvironment(Path.of("root"), Path.of("python"), "cpu", "lock"),
            "small",
            new ModelSpec(Path.of("small"), "cpu", "int8", 4));

    private final List<String> done = new ArrayList<>();
    private final FakeTimer timer = new FakeTimer();
    private final Composition composition;
    private final PreparedEngines engines;
    private Duration pause = Duration.ofMinutes(10);

    PreparedEnginesTest(@TempDir Path home) throws CodedException {
        Console console = Console.heardBy(Messages.in(Locale.ENGLISH), (key, arguments) -> {}, ProgressListener.NONE);
        composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console);
        engines = new PreparedEngines(composition, (environment, device) -> new FakeWorker(), () -> pause, timer);
    }

    @AfterEach
    void close() {
        engines.close();
        composition.close();
    }

    private final class FakeWorker implements Engine {
        FakeWorker() {
            done.add("made");
        }

        @Override
        public EngineInfo info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(ModelSpec model) {}

        @Override
        public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener) {
            timer.pass(Duration.ofMinutes(9));
            done.add("transcribed");
            return new TranscriptionResult(1, 1, Optional.of("en"), 1, 1, List.of(), Optional.empty());
        }

        @Override
        public boolean rest() {
            return done.add("rested");
        }

        @Override
        public void close() {
            done.add("closed");
        }
    }

    /** Takes nine minutes. */
    private void transcribe() throws CodedException, InterruptedException {
        engines.engine(SMALL)
                .transcribe(TranscriptionRequest.of(Path.of("a.wav").toAbsolutePath()), new TranscriptionListener() {});
    }

    private void passMinutes(int minutes) {
        timer.pass(Duration.ofMinutes(minutes));
        done.add(minutes + " minutes");
    }

    @Test
    void itRestsAfterItsTime() throws Exception {
        transcribe();
        passMinutes(9);
        passMinutes(1);
        transcribe();
        passMinutes(10);

        assertEquals(
                List.of(
                        "made",
                        "transcribed",
                        "9 minutes",
                        "rested",
                        "1 minutes",
                        "transcribed",
                        "rested",
                        "10 minutes"),
                done);
    }

    @Test
    void whoeverWantsItKeptKeepsIt() throws Exception {
        pause = Duration.ZERO;
        transcribe();
        passMinutes(10_000);

        assertEquals(List.of("made", "transcribed", "10000 minutes"), done);
    }
}
