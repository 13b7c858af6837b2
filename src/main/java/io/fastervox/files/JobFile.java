package io.fastervox.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.HeldOpen;
import io.fastervox.support.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The journal of one job: a line per entry, each with the checksum of its JSON. Lines are only appended; where a line does
 * not fit its checksum (a power cut, a full disk) the file ends, and the next one is written there.
 */
final class JobFile {
    private static final int CHECKSUM_DIGITS = 8;
    private static final ObjectMapper JSON = mapper();

    private final Path file;
    private long end;

    private JobFile(Path file, long end) {
        this.file = file;
        this.end = end;
    }

    /** Content of a journal. */
    record Content(JobFile file, List<JobEntry> entries) {
        Content {
            entries = List.copyOf(entries);
        }
    }

    /** Writes a whole journal, atomically: a new one, or what is left of one that is over. */
    static JobFile write(Path file, List<JobEntry> entries) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (JobEntry entry : entries) {
            lines.writeBytes(line(entry));
        }
        AtomicFiles.write(file, lines.toByteArray());
        return new JobFile(file, lines.size());
    }

    static Content read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<JobEntry> entries = new ArrayList<>();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                String line = new String(bytes, start, at - start, StandardCharsets.UTF_8);
                if (!isWhole(line)) {
                    break;
                }
                entries.add(JSON.readValue(line.substring(CHECKSUM_DIGITS + 1), JobEntry.class));
                start = at + 1;
            }
        }
        return new Content(new JobFile(file, start), entries);
    }

    /**
     * Appends an entry.
     *
     * @param force whether it must survive a power cut from now on; the end of this process it survives anyway
     */
    void append(JobEntry entry, boolean force) throws IOException {
        byte[] line = line(entry);
        try (FileChannel channel = HeldOpen.retried(file, () -> FileChannel.open(file, StandardOpenOption.WRITE))) {
            if (channel.size() > end) {
                channel.truncate(end); // a torn line
            }
            ByteBuffer bytes = ByteBuffer.wrap(line);
            for (long at = end; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
            if (force) {
                channel.force(true);
            }
        }
        end += line.length;
    }

    static ObjectMapper json() {
        return JSON;
    }

    Path path() {
        return file;
    }

    /** When it was last written, in milliseconds; 0 when it is gone. */
    long lastWritten() {
        return file.toFile().lastModified();
    }

    private static byte[] line(JobEntry entry) {
        try {
            String json = JSON.writerFor(JobEntry.class).writeValueAsString(entry);
            return (checksum(json) + " " + json + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry that cannot be written as JSON", e);
        }
    }

    private static boolean isWhole(String line) {
        return line.length() > CHECKSUM_DIGITS
                && line.substring(0, CHECKSUM_DIGITS).equals(checksum(line.substring(CHECKSUM_DIGITS + 1)));
    }

    private static String checksum(String json) {
        CRC32 checksum = new CRC32();
        checksum.update(json.getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }

    /** What a newer version of the program wrote is read as far as it is known, and a flag that an older one lacks is off. */
    private static ObjectMapper mapper() {
        SimpleModule durations = new SimpleModule();
        durations.addSerializer(Duration.class, ToStringSerializer.instance);
        durations.addDeserializer(Duration.class, new FromStringDeserializer<Duration>(Duration.class) {
            private static final long serialVersionUID = 1L;

            @Override
            protected Duration _deserialize(String value, DeserializationContext context) {
                return Duration.parse(value);
            }
        });
        return Json.lenient()
                .copy()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .registerModule(durations)
                .registerModule(PathText.module());
    }
}
