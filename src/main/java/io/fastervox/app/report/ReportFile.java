package io.fastervox.app.report;

import io.fastervox.support.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The parts of a report, each cleaned when it is put in, and the zip they become. */
public final class ReportFile {
    /** The end of a log tells what happened last. */
    private static final int LOG_BYTES = 512 << 10;

    private final Scrubber scrubber;
    private final Map<String, String> parts = new LinkedHashMap<>();

    public ReportFile(Scrubber scrubber) {
        this.scrubber = scrubber;
    }

    /** Something that is found out for the report, and may fail as everything else may. */
    @FunctionalInterface
    public interface Source {
        Object get() throws Exception;
    }

    /**
     * Adds an answer as JSON, or why there is none.
     *
     * @throws InterruptedException if the person stopped it
     */
    @SuppressWarnings("IllegalCatch") // whatever is wrong with this machine is what the report is for
    public void add(String name, Source source) throws InterruptedException {
        try {
            put(name, Json.strict().writerWithDefaultPrettyPrinter().writeValueAsString(source.get()));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            put(name, "not to be had: " + e);
        }
    }

    /** Adds the end of a text file, if there is one. */
    public void addFile(String name, Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, opened.length() - LOG_BYTES);
            byte[] end = new byte[(int) (opened.length() - start)];
            opened.seek(start);
            opened.readFully(end);
            String text = new String(end, StandardCharsets.UTF_8);
            // A line that is cut may hold half a name, which nothing would recognise.
            put(name, start == 0 ? text : text.substring(text.indexOf('\n') + 1));
        } catch (IOException e) {
            put(name, "not to be read: " + e);
        }
    }

    private void put(String name, String text) {
        parts.put(name, scrubber.clean(text));
    }

    /** The names of what is in it, in their order. */
    public Iterable<String> names() {
        return parts.keySet();
    }

    /** The zip. */
    public byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
