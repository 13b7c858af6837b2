package io.fastervox.app.bench;

import io.fastervox.audio.TakeTimes;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.dictation.ReleaseToText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Dictation with a warm engine: from the press to the first samples on disk, and from the release to the text, in its parts. */
public final class DictationBenchmark {
    private final Path clip;
    private final EngineSupply engine;
    private final Path recordings;

    /**
     * @param clip more than three seconds of English speech
     * @param recordings an empty folder
     */
    public DictationBenchmark(Path clip, EngineSupply engine, Path recordings) {
        this.clip = clip;
        this.engine = engine;
        this.recordings = recordings;
    }

    /** One dictation before the first round does not count: it loads the model. */
    public List<Samples> run(int rounds) throws IOException, InterruptedException {
        Series series = new Series();
        try (PressAndRelease key = new PressAndRelease(clip, engine, recordings)) {
            key.dictate();
            for (int round = 0; round < rounds; round++) {
                DictationOutcome.Done done = key.dictate();
                add(series, done.times(), done.take().orElseThrow());
            }
        }
        return series.seconds();
    }

    private static void add(Series series, ReleaseToText times, TakeTimes take) {
        series.add("press to first samples on disk", take.toDisk().orElseThrow());
        series.add("release to text, 3 s of speech", times.total());
        series.add("release to text, drain", times.drain());
        series.add("release to text, engine not free", times.queue());
        series.add("release to text, decode", times.decode());
        series.add("release to text, paste", times.paste());
    }
}
