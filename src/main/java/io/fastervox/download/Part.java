package io.fastervox.download;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.FileTrees;
import io.fastervox.support.HeldOpen;
import io.fastervox.support.Json;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * What has come of a file so far: {@code <target>.part}, its running hash, and in {@code <target>.part.json} which source
 * sent it and as which version. Used by one thread at a time.
 */
final class Part {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final Path note;
    private final Path target;
    private MessageDigest digest = Sha256.newDigest();
    private long hashed;

    Part(Path target) {
        this.target = target;
        this.file = target.resolveSibling(target.getFileName() + ".part");
        this.note = target.resolveSibling(target.getFileName() + ".part.json");
    }

    static Path fileOf(Path target) {
        return new Part(target).file;
    }

    long discard() throws IOException {
        return FileTrees.delete(file) + FileTrees.delete(note);
    }

    /** Brings the hash up to what lies on disk and returns how much that is; more than {@code limit} is dropped. */
    long resume(long limit) throws IOException {
        long present = Files.exists(file) ? Files.size(file) : 0;
        if (present > limit) {
            drop();
            return 0;
        }
        if (present != hashed) {
            digest = Sha256.newDigest();
            hashed = 0;
            byte[] buffer = new byte[BUFFER_BYTES];
            try (InputStream in = Files.newInputStream(file)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                    hashed += n;
                }
            }
        }
        return hashed;
    }

    /** The version that this source named when it sent what is here: to be given in {@code If-Range}. */
    Optional<String> version(URI source) throws IOException {
        if (Files.notExists(note)) {
            return Optional.empty();
        }
        try {
            Note read = Json.strict().readValue(Files.readAllBytes(note), Note.class);
            return read.source().equals(source.toString()) ? read.version() : Optional.empty();
        } catch (JsonProcessingException e) {
            // A damaged note only costs the check: the hash decides in the end.
            return Optional.empty();
        }
    }

    void remember(URI source, Optional<String> version) throws IOException {
        AtomicFiles.write(note, Json.strict().writeValueAsBytes(new Note(source.toString(), version)));
    }

    FileChannel open() throws IOException {
        return HeldOpen.retried(
                file, () -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    void append(FileChannel channel, byte[] bytes, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        digest.update(bytes, 0, count);
        hashed += count;
    }

    void drop() throws IOException {
        discard();
        digest = Sha256.newDigest();
        hashed = 0;
    }

    /** The hash of all that has come. Ends the hashing: the next {@link #resume} reads the file again. */
    String hash() {
        String hex = Sha256.hex(digest.digest());
        hashed = 0;
        return hex;
    }

    /** Makes it the finished file. */
    void complete() throws IOException {
        AtomicFiles.force(file);
        AtomicFiles.replace(file, target);
        FileTrees.deleteIfPossible(note);
    }

    /** Content of the {@code .part.json}. */
    record Note(String source, Optional<String> version) {}
}
