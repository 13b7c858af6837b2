package io.fastervox.support;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whole folders: their size and their removal. Symbolic links are never followed. */
public final class FileTrees {
    private static final Logger LOG = LoggerFactory.getLogger(FileTrees.class);

    private FileTrees() {}

    /** Bytes of all files below; 0 when the folder does not exist. */
    public static long bytes(Path folder) throws IOException {
        SizeVisitor visitor = new SizeVisitor();
        if (Files.exists(folder)) {
            Files.walkFileTree(folder, visitor);
        }
        return visitor.bytes;
    }

    /** Deletes a file or a folder with everything in it; returns the bytes freed. */
    public static long delete(Path path) throws IOException {
        if (Files.notExists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        DeleteVisitor visitor = new DeleteVisitor();
        Files.walkFileTree(path, visitor);
        return visitor.bytes;
    }

    /** The same for what is not needed any more and harms nobody: what cannot be deleted stays. */
    public static void deleteIfPossible(Path path) {
        try {
            delete(path);
        } catch (IOException e) {
            LOG.info("{} is left for later: {}", path, e.toString());
        }
    }

    /** Deletes a folder if nothing is in it. */
    public static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            return; // somebody's
        }
    }

    private static class SizeVisitor extends SimpleFileVisitor<Path> {
        long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // gone meanwhile
            }
            throw e;
        }
    }

    private static final class DeleteVisitor extends SizeVisitor {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            super.visitFile(file, attributes);
            HeldOpen.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
            if (e != null) {
                throw e;
            }
            HeldOpen.delete(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
