package io.fastervox.download;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Tries a source as a person asks for it: does it answer, how soon, and how fast does a piece of a real file come. */
public final class SourceTrial {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final int PIECE_BYTES = 4 << 20;

    private final Http http;
    private final SourceMemory memory;

    public SourceTrial(Http http, SourceMemory memory) {
        this.http = http;
        this.memory = memory;
    }

    /** Finds the address of a large file at the source. */
    @FunctionalInterface
    public interface Piece {
        URI locate() throws DownloadException, InterruptedException;
    }

    /**
     * How a source did.
     *
     * @param firstByte of a small file; empty when none came
     * @param piece of a large file, at most 4 MiB and 5 seconds; empty for a folder and when none came
     * @param failure what went wrong, even if it did only with the large file
     */
    public record Outcome(Optional<Duration> firstByte, Optional<Sample> piece, Optional<DownloadException> failure) {}

    /** @param question address of a small file that the source should have */
    public Outcome of(URI source, URI question, Piece piece) throws InterruptedException {
        if ("file".equals(source.getScheme())) {
            return ofFolder(source);
        }
        Optional<Duration> firstByte = Optional.empty();
        try {
            firstByte = Optional.of(http.sample(question, 1, LIMIT).firstByte());
            memory.measured(source, firstByte.get());
            return new Outcome(
                    firstByte, Optional.of(http.sample(piece.locate(), PIECE_BYTES, LIMIT)), Optional.empty());
        } catch (DownloadException e) {
            if (firstByte.isEmpty()) {
                memory.failed(source, e.code(), e.reason());
            }
            return new Outcome(firstByte, Optional.empty(), Optional.of(e));
        }
    }

    private static Outcome ofFolder(URI folder) {
        return Files.isDirectory(Path.of(folder))
                ? new Outcome(Optional.of(Duration.ZERO), Optional.empty(), Optional.empty())
                : new Outcome(Optional.empty(), Optional.empty(), Optional.of(DownloadException.noFolder(folder)));
    }
}
