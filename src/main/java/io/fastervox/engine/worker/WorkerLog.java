package io.fastervox.engine.worker;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What workers write to stderr: a file of at most 2 MiB with one predecessor, and its tail in memory. The file is opened
 * for each write, so that several workers and processes can share it and Windows lets it be rolled. A full disk never
 * stops the draining: a worker that cannot write its log would hang.
 */
final class WorkerLog {
    static final int FILE_BYTES = 2 << 20;
    static final int TAIL_CHARS = 4096;

    private final Path file;
    private final StringBuilder tail = new StringBuilder();
    private boolean failed;

    WorkerLog(Path file) {
        this.file = file;
    }

    /** Reads a stream to its end. */
    void pump(InputStream stderr) {
        char[] buffer = new char[8192];
        try (Reader reader = new InputStreamReader(stderr, StandardCharsets.UTF_8)) {
            for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                append(new String(buffer, 0, n));
            }
        } catch (IOException e) {
            EngineLog.LOG.debug("the worker's log ended: {}", e.toString());
        }
    }

    synchronized void append(String text) {
        tail.append(text);
        if (tail.length() > TAIL_CHARS) {
            tail.delete(0, tail.length() - TAIL_CHARS);
        }
        try {
            write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            if (!failed) {
                EngineLog.LOG.warn("the worker's log cannot be written: {}", e.toString());
            }
            failed = true;
        }
    }

    synchronized String tail() {
        return tail.toString().strip();
    }

    private void write(byte[] text) throws IOException {
        if (Files.exists(file) && Files.size(file) + text.length > FILE_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
