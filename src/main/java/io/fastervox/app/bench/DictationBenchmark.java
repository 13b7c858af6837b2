package io.fastervox.app.bench;

import io.fastervox.audio.Microphones;
import io.fastervox.audio.TakeTimes;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Target;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.dictation.ReleaseToText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Dictation with a warm engine: from the press to the first samples on disk, and from the release to the text, in its parts. */
public final class DictationBenchmark {
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
        try (PressAndRelease key = new PressAndRelease(microphones, engine, paster, target, recordings)) {
            key.dictate();
            for (int round = 0; round < rounds; round++) {
                DictationOutcome.Done done = key.dictate();
                add(series, done.times(), done.take().orElseThrow());
            }
        }
        return series.seconds();
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
}
