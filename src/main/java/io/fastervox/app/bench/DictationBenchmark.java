package io.fastervox.app.bench;

import io.fastervox.audio.Microphones;
import io.fastervox.audio.Recorder;
import io.fastervox.audio.RecordingStore;
import io.fastervox.audio.TakeTimes;
import io.fastervox.desktop.MicrophonePrivacy.Access;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Target;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.Dictation;
import io.fastervox.dictation.DictationListener;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.dictation.ReleaseToText;
import io.fastervox.dictation.text.TextPass;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Dictation with a warm engine: from the press to the first samples on disk, and from the release to the text, in its parts. */
public final class DictationBenchmark {
    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final Microphones microphones;
    private final EngineSupply engine;
    private final Paster paster;
    private final Target target;
    private final Path recordings;

    /**
     * @param microphones one that sounds for more than three seconds, in real time
     * @param target a window that the paster finds in front
     * @param recordings an empty folder
     */
    public DictationBenchmark(
            Microphones microphones, EngineSupply engine, Paster paster, Target target, Path recordings) {
        this.microphones = microphones;
        this.engine = engine;
        this.paster = paster;
        this.target = target;
        this.recordings = recordings;
    }

    /** One dictation before the first round does not count: it loads the model. */
    public List<Samples> run(int rounds) throws IOException, InterruptedException {
        Series series = new Series();
        Ears ears = new Ears();
        DictationWish wish = new DictationWish(
                Optional.of(target), DictationWish.Way.PASTE, Optional.empty(), Optional.of("en"), TextPass.NONE);
        try (RecordingStore store = new RecordingStore(recordings, Clock.systemUTC());
                Dictation dictation = new Dictation(
                        new Recorder(microphones, () -> Access.UNKNOWN, store),
                        store,
                        engine,
                        paster,
                        Archive.NONE,
                        ears)) {
            for (int round = -1; round < rounds; round++) {
                DictationOutcome.Done done = dictate(dictation, wish, ears);
                if (round >= 0) {
                    add(series, done.times(), done.take().orElseThrow());
                }
            }
        }
        return series.seconds();
    }

    private static DictationOutcome.Done dictate(Dictation dictation, DictationWish wish, Ears ears)
            throws IOException, InterruptedException {
        ears.started.clear();
        dictation.press(wish);
        ears.started.take();
        Sleeper.REAL.sleep(LENGTH);
        dictation.release();
        DictationOutcome outcome = ears.ended.take();
        if (outcome instanceof DictationOutcome.Done done) {
            return done;
        }
        throw new IOException("a dictation without a text: " + outcome);
    }

    private static void add(Series series, ReleaseToText times, TakeTimes take) {
        series.add("press to first samples on disk", seconds(take.toDisk().orElseThrow()));
        series.add("release to text, 3 s of speech", seconds(times.total()));
        series.add("release to text, drain", seconds(times.drain()));
        series.add("release to text, engine not free", seconds(times.queue()));
        series.add("release to text, decode", seconds(times.decode()));
        series.add("release to text, paste", seconds(times.paste()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static final class Ears implements DictationListener {
        private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
        private final BlockingQueue<DictationOutcome> ended = new LinkedBlockingQueue<>();

        @Override
        public void recording(long dictation, String device) {
            started.add(device);
        }

        @Override
        public void ended(long dictation, DictationOutcome outcome) {
            started.add(""); // nobody waits for ever for the first samples
            ended.add(outcome);
        }
    }
}
