package io.fastervox.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs one child process to its end: no shell, both pipes drained as UTF-8, a bounded tail kept, a time limit, and the
 * whole tree killed when the limit passes or the calling thread is interrupted.
 *
 * <p>The child's standard input stays open and empty until it ends, so that a child that watches it notices our death.
 *
 * @param command program and arguments
 * @param folder working folder, or the current one
 * @param environment the complete environment of the child
 * @param limit how long it may take
 */
public record Exec(List<String> command, Optional<Path> folder, Map<String, String> environment, Duration limit) {
    private static final int TAIL_CHARS = 64 * 1024;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

    public Exec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    public static Exec of(List<String> command, Duration limit) {
        return new Exec(command, Optional.empty(), System.getenv(), limit);
    }

    public Exec inFolder(Path path) {
        return new Exec(command, Optional.of(path), environment, limit);
    }

    public Exec withEnvironment(Map<String, String> complete) {
        return new Exec(command, folder, complete, limit);
    }

    /** Variables added to the current environment of this call. */
    public Exec withVariables(Map<String, String> more) {
        Map<String, String> merged = new HashMap<>(environment);
        merged.putAll(more);
        return withEnvironment(merged);
    }

    /**
     * Runs and waits.
     *
     * @throws IOException if the program cannot be started
     * @throws InterruptedException if this thread is interrupted; the child's tree is dead by then
     */
    public Result run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        folder.ifPresent(path -> builder.directory(path.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        Tail out = new Tail(process.getInputStream(), "stdout of " + process.pid());
        Tail err = new Tail(process.getErrorStream(), "stderr of " + process.pid());
        boolean ended;
        try {
            ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (process.isAlive()) {
                killTree(process);
            }
        }
        // A grandchild may hold the pipe open after the child has ended: the tail so far is enough then.
        String stdout = out.text();
        String stderr = err.text();
        return new Result(ended ? process.exitValue() : -1, !ended, stdout, stderr);
    }

    /** Ends a process and everything it started, now. */
    public static void killTree(Process process) {
        List<ProcessHandle> descendants = process.descendants().toList();
        process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
    }

    /**
     * How a process ended.
     *
     * @param exitCode -1 when it was killed at the limit
     * @param timedOut whether the limit passed
     * @param stdout the last 64 Ki characters
     * @param stderr the last 64 Ki characters
     */
    public record Result(int exitCode, boolean timedOut, String stdout, String stderr) {
        public boolean succeeded() {
            return exitCode == 0 && !timedOut;
        }

        /** One line for the log and for exceptions. */
        public String describe() {
            String end = timedOut ? "timed out" : "exit code " + exitCode;
            String said = stderr.isBlank() ? stdout : stderr;
            return end + ": " + said.strip();
        }
    }

    /** Reads a pipe to its end on a thread of its own and keeps the last part. */
    private static final class Tail {
        private final StringBuilder kept = new StringBuilder();
        private final Thread thread;

        Tail(InputStream pipe, String name) {
            thread = new Thread(() -> drain(pipe), name);
            thread.setDaemon(true);
            thread.start();
        }

        private void drain(InputStream pipe) {
            char[] buffer = new char[8192];
            try (Reader reader = new InputStreamReader(pipe, StandardCharsets.UTF_8)) {
                for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                    synchronized (kept) {
                        kept.append(buffer, 0, n);
                        if (kept.length() > TAIL_CHARS) {
                            kept.delete(0, kept.length() - TAIL_CHARS);
                        }
                    }
                }
            } catch (IOException e) {
                // The process was killed: what was read before is the tail.
                return;
            }
        }

        String text() throws InterruptedException {
            thread.join(DRAIN_LIMIT.toMillis());
            synchronized (kept) {
                return kept.toString();
            }
        }
    }
}
