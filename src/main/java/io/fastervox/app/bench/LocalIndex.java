package io.fastervox.app.bench;

import io.fastervox.support.Exec;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The index server of the fault campaign as a process of its own: it serves wheels at a chosen speed and counts. */
final class LocalIndex implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    /** The server tells its count twenty times a second. */
    private static final Duration TELLING = Duration.ofMillis(200);

    private static final int LOOKS = 100;

    private final Path state;
    private final Thread runner;
    private final String url;

    /**
     * @param program the checkout
     * @param rate bytes per second; 0: as fast as it goes
     * @param state a file for what the server tells
     */
    LocalIndex(Path python, Path program, Path wheels, long rate, Path state) throws IOException, InterruptedException {
        this.state = state;
        String server = program.resolve("src/test/campaign/index_server.py").toString();
        Exec exec = Exec.of(
                List.of(
                        python.toString(),
                        "-I",
                        "-B",
                        server,
                        wheels.toString(),
                        Long.toString(rate),
                        state.toString()),
                LIMIT);
        runner = new Thread(
                () -> {
                    try {
                        exec.run();
                    } catch (IOException e) {
                        throw new IllegalStateException("the index server did not start", e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt(); // closed: the process is ended by then
                    }
                },
                "local index");
        runner.setDaemon(true);
        runner.start();
        for (int look = 0; look < LOOKS && Files.notExists(state); look++) {
            Sleeper.REAL.sleep(TELLING);
        }
        url = Files.readAllLines(state).get(0);
    }

    String url() {
        return url;
    }

    /** Options of pip and uv. */
    List<String> options() {
        return List.of("--index-url", url);
    }

    /** Bytes of wheels that went out so far. */
    long sent() throws IOException, InterruptedException {
        Sleeper.REAL.sleep(TELLING);
        return Long.parseLong(Files.readAllLines(state).get(1));
    }

    @Override
    public void close() {
        runner.interrupt();
    }
}
