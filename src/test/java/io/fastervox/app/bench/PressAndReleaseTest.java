package io.fastervox.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Paster;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PressAndReleaseTest {
    private static final Path SAMPLES = Path.of(System.getProperty("fastervox.program"), "samples");
    private static final Path FIRST = SAMPLES.resolve("ill-disposed.wav");
    private static final Path SECOND = SAMPLES.resolve("john-dashwood.wav");
    private static final Duration HELD = Duration.ofMillis(500);

    @TempDir
    Path folder;

    /** Without streams, as if it were always the same that is said. */
    private static final class Norland implements Engine {
        @Override
        public EngineInfo info() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void load(ModelSpec model) {}

        @Override
        public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener) {
            Segment segment = new Segment(0, 0, 1, " Norland", 0, 0, 1, 0, Optional.empty());
            return new TranscriptionResult(1, 1, Optional.of("en"), 1, 0.1, List.of(segment), Optional.empty());
        }

        @Override
        public void close() {}
    }

    @Test
    void eachClipGoesThroughAFileAPasteAndTheArchive() throws Exception {
        EngineSupply.Ready ready =
                new EngineSupply.Ready(new Norland(), new ModelSpec(Path.of("model"), "cpu", "int8", 2));
        List<Boolean> recorded = new ArrayList<>();
        List<Paster.Outcome> pasted = new ArrayList<>();

        try (PressAndRelease key = new PressAndRelease(FIRST, () -> ready, folder, (done, recording, wish) -> {
            recorded.add(Files.exists(recording.file()));
            pasted.add(done.insertion());
        })) {
            for (Path clip : List.of(FIRST, SECOND)) {
                DictationOutcome.Done done = key.dictate(clip, HELD);
                assertEquals(
                        List.of("Norland", true),
                        List.of(done.text(), done.length().compareTo(HELD) >= 0));
            }
        }

        assertEquals(List.of(true, true), recorded);
        assertEquals(List.of(new Paster.Outcome.PastedSeen(), new Paster.Outcome.PastedSeen()), pasted);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }
}
