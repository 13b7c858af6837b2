package io.fastervox.app;

import io.fastervox.app.bench.DictationBesideFiles;
import io.fastervox.app.bench.FilesBenchmark;
import io.fastervox.app.bench.MemoryBenchmark;
import io.fastervox.app.bench.Ratio;
import io.fastervox.app.bench.ResumeBenchmark;
import io.fastervox.app.bench.Samples;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.Engine;
import io.fastervox.environment.Lock;
import io.fastervox.environment.PlatformId;
import io.fastervox.environment.Profile;
import io.fastervox.files.EngineSource;
import io.fastervox.files.UsedModel;
import io.fastervox.support.CodedException;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox bench files}. */
@Command(name = "files", mixinStandardHelpOptions = true)
final class BenchFilesCommand extends Measurement {
    private static final int KILLS = 5;
    private static final int DICTATIONS = 20;

    @Option(names = "--model", paramLabel = "ID", defaultValue = "base", descriptionKey = "fvox.transcribe.model")
    private String model = "base";

    @Parameters(paramLabel = "FOLDER", descriptionKey = "fvox.bench.files.folder")
    private Path folder = Path.of("");

    BenchFilesCommand(Composition composition) {
        super("files", composition);
    }

    @Override
    Figures measure(Composition composition, int rounds) throws CodedException, IOException, InterruptedException {
        Preparation.Prepared prepared = composition.preparation().prepare(Preparation.Wish.ofModel(model));
        Profile profile =
                composition.embed().profiles().get(prepared.environment().profile());
        Lock lock = composition.embed().lock(profile, PlatformId.current());
        Path program = composition.program();
        Path recordings = folder.toAbsolutePath();
        Path longest = recordings.resolve("long.wav");
        Path work = Files.createTempDirectory("fvox-bench-files");
        List<Samples> samples;
        List<Ratio> ratios;
        try (Engine engine =
                composition.engine(prepared.environment(), prepared.spec().device())) {
            engine.load(prepared.spec());
            EngineSource.Ready ready = new EngineSource.Ready(
                    engine,
                    new UsedModel(
                            prepared.modelId(),
                            prepared.spec().device(),
                            prepared.spec().computeType()));
            FilesBenchmark benchmark = new FilesBenchmark(
                    ready,
                    prepared.spec(),
                    prepared.environment(),
                    program.resolve("runner/bench_in_process.py"),
                    lock,
                    composition.variables(),
                    work);
            samples = new ArrayList<>(benchmark.run(recordings, rounds));
            ratios = new ArrayList<>(FilesBenchmark.ratios(samples));
            List<Samples> killed = new ResumeBenchmark(
                            program.resolve("fvox"), composition.data(), work.resolve("home"))
                    .run(recordings.resolve("part.wav"), KILLS);
            samples.addAll(killed);
            ratios.add(ResumeBenchmark.ratio(killed));
            List<Samples> beside = new DictationBesideFiles(
                            ready,
                            new EngineSupply.Ready(engine, prepared.spec(), prepared.shortWindows()),
                            program.resolve("samples/john-dashwood.wav"),
                            work)
                    .run(recordings.resolve("reading.wav"), DICTATIONS);
            samples.addAll(beside);
            ratios.add(DictationBesideFiles.ratio(beside));
            if (Files.exists(longest)) {
                List<Samples> memory = new MemoryBenchmark(ready, work).run(longest);
                samples.addAll(memory);
                ratios.add(MemoryBenchmark.ratio(memory));
            }
        } finally {
            FileTrees.delete(work);
        }
        return new Figures(
                "A long recording: a job of the queue, with its journal, against faster-whisper called in process and whisper-ctranslate2, alternating.",
                List.of(
                        "model " + model + ", " + prepared.spec().computeType() + ", "
                                + prepared.spec().cpuThreads()
                                + " threads, beam size 5, language given, VAD on; in process in batches of 8 windows",
                        "ours: from the order to the transcript on the disk; in process: from the call to the text, model loaded and warm; "
                                + "whisper-ctranslate2: the command with its start",
                        "real clips and public-domain text read by espeak-ng (synthetic), no clip twice, pauses and noise: .ci/dictation/reading.py",
                        "release to text: 3 s of samples/john-dashwood.wav in real time into a headless desktop; a job is put aside at the press, at seeded moments after a segment",
                        "words wrong: against what was read; kills at seeded times in the middle of a recording of some minutes, and the run that goes on: what both decode against an undisturbed run, in whose time to the first decoding a start is taken off"),
                samples,
                ratios);
    }
}
