package io.fastervox.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.WordErrorRate;
import io.fastervox.environment.Lock;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.files.EngineSource;
import io.fastervox.support.CodedException;
import io.fastervox.support.Exec;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A long recording: a job of the queue, with its journal, against faster-whisper in process, one window after the other, in
 * batches, and in batches with the times of words, and whisper-ctranslate2 from the package index; same model, threads, type of
 * numbers and options, alternating. Ours is timed from the order to the transcript on the disk, with a warm engine as in
 * process; whisper-ctranslate2 with its start.
 */
public final class FilesBenchmark {
    private static final String CLIENT = "whisper-ctranslate2";
    private static final String PIN = "0.5.8";
    private static final Duration LIMIT = Duration.ofHours(1);

    private static final String OURS = "queue with journal";
    private static final String SEQUENTIAL = "faster-whisper in process, sequential";
    private static final String BATCHED = "faster-whisper in process, batched";
    private static final String WORDS = "faster-whisper in process, batched, with the times of words";
    private static final List<Map.Entry<String, String>> WAYS = List.of(
            Map.entry(SEQUENTIAL, "file"), Map.entry(BATCHED, "file-batched"), Map.entry(WORDS, "file-batched-words"));
    private static final double SPEED_AIM = 0.97;
    private static final double POINTS_AIM = 0.3;

    private final OneJob ours;
    private final InProcess inProcess;
    private final ModelSpec model;
    private final PipInstall installs;
    private final Map<String, String> variables;
    private final Path work;
    private final Series seconds = new Series();
    private final Series wrong = new Series();

    /**
     * @param ready with the model in memory
     * @param script {@code runner/bench_in_process.py}
     * @param work an existing, empty folder
     */
    public FilesBenchmark(
            EngineSource.Ready ready,
            ModelSpec model,
            ReadyEnvironment environment,
            Path script,
            Lock lock,
            Map<String, String> variables,
            Path work)
            throws IOException {
        this.ours = new OneJob(ready, work);
        this.inProcess = new InProcess(environment.python(), script, model, LIMIT);
        this.model = model;
        this.installs = new PipInstall(environment, lock, variables, work);
        this.variables = variables;
        this.work = work;
    }

    /** @param folder what {@code .ci/dictation/reading.py} made */
    public List<Samples> run(Path folder, int rounds) throws CodedException, IOException, InterruptedException {
        Path recording = folder.resolve("reading.wav");
        JsonNode material = Json.strict().readTree(Files.readAllBytes(folder.resolve("reading.json")));
        String text = material.required("text").asText();
        double length = material.required("seconds").asDouble();
        Path client = installs.program(installs.create(work.resolve("client")), CLIENT, PIN);
        for (int round = 0; round < rounds; round++) {
            long began = System.nanoTime();
            add(OURS, ours.transcript(recording), text, seconds(began));
            for (Map.Entry<String, String> way : WAYS) {
                JsonNode other = inProcess.transcribe(recording, way.getValue());
                add(
                        way.getKey(),
                        other.required("text").asText(),
                        text,
                        other.required("seconds").asDouble());
            }
            began = System.nanoTime();
            add(CLIENT, client(client, recording), text, seconds(began));
        }
        List<Samples> samples = new ArrayList<>(seconds.seconds());
        for (Samples side : seconds.seconds()) {
            List<Double> speeds =
                    side.values().stream().map(took -> length / took).toList();
            samples.add(new Samples(speed(side.of()), "x", speeds));
        }
        wrong.seconds().forEach(side -> samples.add(new Samples(words(side.of()), "%", side.values())));
        return samples;
    }

    /** Ours, which always has the times of words, against those in process that have them too, and against the fastest of all. */
    public static List<Ratio> ratios(List<Samples> samples) {
        Samples ours = Samples.named(samples, OURS);
        Samples faster = Stream.of(SEQUENTIAL, BATCHED)
                .map(side -> Samples.named(samples, side))
                .min(Comparator.comparingDouble(Samples::median))
                .orElseThrow();
        double points = Samples.named(samples, words(OURS)).median()
                - Samples.named(samples, words(faster.of())).median();
        return List.of(
                Ratio.of(ours, Samples.named(samples, WORDS), 1 / SPEED_AIM),
                Ratio.of(ours, faster, 1 / SPEED_AIM),
                new Ratio(words(OURS) + " minus " + words(faster.of()), "1 point", points, POINTS_AIM));
    }

    private void add(String side, String heard, String text, double took) {
        seconds.add(side, took);
        wrong.add(side, 100 * WordErrorRate.of(text, heard));
    }

    private String client(Path client, Path recording) throws IOException, InterruptedException {
        Path out = Files.createDirectories(work.resolve("client-out"));
        List<String> command = new ArrayList<>(List.of(client.toString(), recording.toString()));
        command.addAll(List.of("--model_directory", model.folder().toString(), "--output_dir", out.toString()));
        command.addAll(List.of("--compute_type", model.computeType(), "--threads", "" + model.cpuThreads()));
        command.addAll(List.of("--device", "cpu", "--language", "en", "--beam_size", "5", "--vad_filter", "True"));
        command.addAll(List.of("--output_format", "txt", "--verbose", "False"));
        Exec.Result result = Exec.of(command, LIMIT).withEnvironment(variables).run();
        if (!result.succeeded()) {
            throw new IOException(CLIENT + ": " + result.describe());
        }
        return Files.readString(out.resolve("reading.txt"));
    }

    private static String speed(String side) {
        return "times real time, " + side;
    }

    private static String words(String side) {
        return "words wrong, " + side;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
