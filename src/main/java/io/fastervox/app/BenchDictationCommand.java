package io.fastervox.app;

import io.fastervox.app.bench.Ratio;
import io.fastervox.app.bench.RepeatBenchmark;
import io.fastervox.app.bench.Samples;
import io.fastervox.app.bench.StreamBenchmark;
import io.fastervox.app.bench.WordlessBenchmark;
import io.fastervox.config.HistoryChoice;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.Engine;
import io.fastervox.engine.ModelSpec;
import io.fastervox.history.History;
import io.fastervox.support.CodedException;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox bench dictation}. */
@Command(name = "dictation", mixinStandardHelpOptions = true)
final class BenchDictationCommand extends Measurement {
    private static final String DEFAULT_MODEL = "base";

    @Option(
            names = "--model",
            paramLabel = "ID",
            defaultValue = DEFAULT_MODEL,
            descriptionKey = "fvox.transcribe.model")
    private String model = DEFAULT_MODEL;

    @Parameters(paramLabel = "FOLDER", descriptionKey = "fvox.bench.dictation.folder")
    private Path folder = Path.of("");

    BenchDictationCommand(Composition composition) {
        super("dictation", composition);
    }

    /** One file for each model. */
    @Override
    String file() {
        return model.equals(DEFAULT_MODEL) ? super.file() : super.file() + "-" + model;
    }

    @Override
    Figures measure(Composition composition, int rounds) throws CodedException, IOException, InterruptedException {
        Preparation.Prepared prepared = composition.preparation().prepare(Preparation.Wish.ofModel(model));
        Path script = composition.program().resolve("runner/bench_in_process.py");
        boolean shortWindows = prepared.shortWindows().contains("en");
        List<Samples> samples;
        List<Ratio> ratios;
        Path wordless = folder.resolve("wordless");
        boolean hasWordless = Files.isDirectory(wordless);
        Path work = Files.createTempDirectory("fvox-bench-dictation");
        try (Engine engine =
                composition.engine(prepared.environment(), prepared.spec().device())) {
            samples = new ArrayList<>(new StreamBenchmark(
                            engine,
                            prepared.spec(),
                            shortWindows,
                            prepared.environment().python(),
                            script)
                    .run(folder, rounds));
            ratios = new ArrayList<>(StreamBenchmark.ratios(samples));
            List<Samples> repeated = new RepeatBenchmark(
                            new EngineSupply.Ready(engine, prepared.spec(), prepared.shortWindows()),
                            new HistoryArchive(
                                    new History(work.resolve("history"), Platform.secrets(), Clock.systemUTC()),
                                    () -> HistoryChoice.DEFAULTS,
                                    () -> Optional.of(model)),
                            work)
                    .run(folder);
            samples.addAll(repeated);
            ratios.addAll(RepeatBenchmark.ratios(repeated));
            if (hasWordless) {
                List<Samples> words = new WordlessBenchmark(engine, prepared.spec(), shortWindows).run(wordless);
                samples.addAll(words);
                ratios.add(WordlessBenchmark.ratio(words));
            }
        } finally {
            FileTrees.delete(work);
        }
        return new Figures(
                "From the end of the speech to its text: streamed, in real time, against faster-whisper in process with the whole recording, alternating.",
                settings(model, prepared.spec(), shortWindows, hasWordless),
                samples,
                ratios);
    }

    /** Model, options and input. */
    static List<String> settings(String model, ModelSpec spec, boolean shortWindows, boolean hasWordless) {
        List<String> settings = new ArrayList<>(
                List.of(
                        "model " + model + ", " + spec.computeType() + ", " + spec.cpuThreads()
                                + " threads, greedy, language given; short windows " + (shortWindows ? "on" : "off"),
                        "batch, greedy: the same beam and language; batch, defaults: nothing given; both warm, model loaded",
                        "in a row: from the key to the text in a headless window, with the recording on the disk and the dictation in the history",
                        "a release after 500 ms of silence is measured with every fourth recording from 60 s on",
                        "words wrong: substituted, missing or added, without case and punctuation; outliers: more than a tenth of the words worse than batch",
                        "public-domain text read by flite's voices slt, rms, awb and festival's ked (synthetic), and from 10 to 20 s LibriVox clips of a person; random pauses, noise 35 and 20 dB below: .ci/dictation/material.py scoring"));
        if (hasWordless) {
            settings.add(
                    "wordless: ten minutes each of silence, a fan, a keyboard, music (synthetic): .ci/dictation/wordless.py");
        }
        return settings;
    }
}
