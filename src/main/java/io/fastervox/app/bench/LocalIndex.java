package io.fastervox.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The index server of the fault campaign as a process of its own: it serves wheels at a chosen speed and counts. */
final class LocalIndex implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final OutputStream questions;
    private final String url;

    /**
     * @param program the checkout
     * @param rate bytes per second; 0: as fast as it goes
     */
    LocalIndex(Path python, Path program, Path wheels, long rate) throws IOException {
        process = new ProcessBuilder(
                        python.toString(),
                        "-I",
                        "-B",
                        program.resolve("src/test/campaign/index_server.py").toString(),
                        wheels.toString(),
                        Long.toString(rate))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        questions = process.getOutputStream();
        url = line();
    }

    String url() {
        return url;
    }

    /** Options of pip and uv. */
    List<String> options() {
        return List.of("--index-url", url);
    }

    /** Bytes of wheels that went out so far. */
    long sent() throws IOException {
        questions.write('\n');
        questions.flush();
        return Long.parseLong(line());
    }

    private String line() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("the index server has ended");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
