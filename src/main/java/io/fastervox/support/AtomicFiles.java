package io.fastervox.support;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** Files that are either the old or the new one, whole, whatever happens in between. */
public final class AtomicFiles {
    private static final String ASIDE = ".tmp";

    private AtomicFiles() {}

    /** Writes UTF-8 text, see {@link #write(Path, byte[])}. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes beside the target, forces it to disk, then moves it over the target. Creates missing folders. */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path aside = Files.createTempFile(folder, ".", ASIDE);
        try {
            HeldOpen.retried(aside, () -> Files.write(aside, content, StandardOpenOption.WRITE));
            force(aside);
            replace(aside, file);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Removes what programs that were killed inside {@link #write} left in a folder, as far as it is older than this. */
    public static void tidy(Path folder, Instant before) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, ".*" + ASIDE)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Moves a complete file over the target, atomically where the file system can. */
    public static void replace(Path complete, Path target) throws IOException {
        HeldOpen.retried(target, () -> {
            try {
                return Files.move(
                        complete, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                return Files.move(complete, target, StandardCopyOption.REPLACE_EXISTING);
            }
        });
    }

    /** Forces a file's content to the disk. */
    public static void force(Path file) throws IOException {
        try (FileChannel channel = HeldOpen.retried(file, () -> FileChannel.open(file, StandardOpenOption.WRITE))) {
            channel.force(true);
        }
    }
}
