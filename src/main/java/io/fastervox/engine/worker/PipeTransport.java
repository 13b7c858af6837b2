package io.fastervox.engine.worker;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A worker as a child process, spoken with over its standard streams. */
final class PipeTransport implements Transport {
    /** From the end of its output to the end of the process, and from there to the end of its log. */
    private static final Duration ENDING = Duration.ofSeconds(2);

    private final Process process;
    private final OutputStream requests;
    private final LineReader events;
    private final WorkerLog log;
    private final Thread logPump;

    private PipeTransport(Process process, WorkerLog log) {
        this.process = process;
        this.log = log;
        requests = process.getOutputStream();
        events = new LineReader(process.getInputStream());
        logPump = new Thread(() -> log.pump(process.getErrorStream()), "worker-" + process.pid() + "-log");
        logPump.setDaemon(true);
    }

    static PipeTransport start(WorkerCommand command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.line());
        builder.directory(command.folder().toFile());
        builder.environment().clear();
        builder.environment().putAll(command.environment());
        PipeTransport transport = new PipeTransport(builder.start(), new WorkerLog(command.logFile()));
        transport.logPump.start();
        return transport;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    @Override
    public synchronized void send(String line) throws IOException {
        requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        requests.flush();
    }

    @Override
    public Optional<String> receive() throws ProtocolViolation {
        try {
            return events.read();
        } catch (IOException e) {
            // A pipe of a process that was killed: its end, whatever the system calls it.
            EngineLog.LOG.debug("worker {}: {}", process.pid(), e.toString());
            return Optional.empty();
        }
    }

    @Override
    public String ending() {
        try {
            boolean ended = process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                kill();
            }
            logPump.join(ENDING.toMillis());
            return ended ? ExitCode.describe(process.exitValue()) : "it closed its output";
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void log(String line) {
        log.append(line + "\n");
    }

    @Override
    public String logTail() {
        return log.tail();
    }

    @Override
    public void kill() {
        Exec.killTree(process);
    }

    @Override
    public void close(Duration limit) {
        try {
            requests.close();
        } catch (IOException e) {
            EngineLog.LOG.debug("worker {} has gone already: {}", process.pid(), e.toString());
        }
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                EngineLog.LOG.warn("worker {} did not end within {}: killed", process.pid(), limit);
                kill();
                process.waitFor(ENDING.toMillis(), TimeUnit.MILLISECONDS);
            }
            logPump.join(ENDING.toMillis());
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }
}
