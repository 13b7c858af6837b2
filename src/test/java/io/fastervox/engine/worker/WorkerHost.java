package io.fastervox.engine.worker;

import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import java.nio.file.Path;
import java.util.List;

/**
 * A program with a worker, to be killed by a test: loads, prints the worker's process id, and transcribes the same file
 * for ever. Arguments: interpreter, {@code main.py}, model folder, audio file, log file.
 */
final class WorkerHost {
    private WorkerHost() {}

    public static void main(String[] arguments) throws Exception {
        List<Path> paths = List.of(arguments).stream().map(Path::of).toList();
        WorkerCommand command = new WorkerCommand(
                paths.get(0), paths.get(1), WorkerEnvironment.of(System.getenv(), paths.get(0)), paths.get(4));
        try (WorkerEngine engine = new WorkerEngine(command)) {
            engine.load(new ModelSpec(paths.get(2), "cpu", "int8", 0));
            System.out.println(engine.process().orElseThrow().pid());
            while (true) {
                engine.transcribe(TranscriptionRequest.of(paths.get(3)), new TranscriptionListener() {});
            }
        }
    }

    /** Starts the program in a Java of its own. */
    static Process start(WorkerCommand command, Path model, Path audio) throws java.io.IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerHost.class.getName(),
                        command.python().toString(),
                        command.main().toString(),
                        model.toString(),
                        audio.toString(),
                        command.logFile().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Waits for the id that it prints; what it prints besides is its log. */
    static ProcessHandle worker(Process host) throws java.io.IOException {
        String line = host.inputReader().readLine();
        while (line != null && !line.matches("\\d+")) {
            line = host.inputReader().readLine();
        }
        if (line == null) {
            throw new AssertionError("the program ended without a worker");
        }
        return ProcessHandle.of(Long.parseLong(line)).orElseThrow();
    }
}
