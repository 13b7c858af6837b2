package io.fastervox.engine.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How a worker is started: {@code python -I -B -X utf8 runner/main.py} in an environment that holds nothing of the user's
 * own Python or CUDA.
 *
 * @param python the interpreter of the private environment
 * @param main {@code runner/main.py} of the program
 * @param environment the complete environment of the process
 * @param logFile where its stderr goes; rolled, so that it stays small
 */
public record WorkerCommand(Path python, Path main, Map<String, String> environment, Path logFile) {
    public WorkerCommand {
        environment = Map.copyOf(environment);
    }

    /**
     * The command for an environment.
     *
     * @param program the program's folder, which holds {@code runner}
     * @param inherited the variables of this process
     * @param logs the folder for {@code worker.log}
     */
    public static WorkerCommand of(Path python, Path program, Map<String, String> inherited, Path logs) {
        Path interpreter = python.toAbsolutePath();
        return new WorkerCommand(
                interpreter,
                program.toAbsolutePath().resolve("runner").resolve("main.py"),
                WorkerEnvironment.of(inherited, interpreter),
                logs.resolve("worker.log"));
    }

    /**
     * The worker for a device. One for the CPU never calls the GPU's driver, which may hang or crash.
     *
     * @param device {@code cpu} or {@code cuda}
     */
    public WorkerCommand forDevice(String device) {
        if (!device.equals("cpu")) {
            return this;
        }
        Map<String, String> variables = new TreeMap<>(environment);
        variables.put("FASTERVOX_GPU", "off");
        variables.remove(WorkerEnvironment.LIBRARY_PATH);
        return new WorkerCommand(python, main, variables, logFile);
    }

    /** The working folder: one that exists as long as the worker can run. Ours may be one that the user wants to remove. */
    Path folder() {
        return Objects.requireNonNull(python.getParent(), "an interpreter in a folder");
    }

    /** {@code -B}: no bytecode beside the runner, because an uninstall leaves what it did not install. */
    List<String> line() {
        return List.of(python.toString(), "-I", "-B", "-X", "utf8", main.toString());
    }
}
