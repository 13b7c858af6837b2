package io.fastervox.files;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Looks before any work begins whether the outputs can be written. Output folders that are missing are made. */
final class OutputCheck {
    private final Existing existing;
    /** Why a folder cannot be written, or empty when it can; each folder is tried once. */
    private final Map<Path, String> folders = new HashMap<>();

    OutputCheck(Existing existing) {
        this.existing = existing;
    }

    void check(OutputTarget target) throws FilesException {
        Path file = target.file();
        Path folder = file.toAbsolutePath().getParent();
        String trouble = folders.computeIfAbsent(folder, OutputCheck::troubleWriting);
        if (!trouble.isEmpty()) {
            throw notWritable(file, trouble);
        }
        try {
            BasicFileAttributes present =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (existing != Existing.REPLACE) {
                throw new FilesException(ErrorCode.OUTPUT_EXISTS, file + " exists", file);
            }
            if (present.isDirectory()) {
                throw notWritable(file, "is a folder");
            }
            if (present.isOther()) { // a pipe or a device: to be kept, and a copy of it may never end
                throw notWritable(file, "is not a regular file");
            }
        } catch (NoSuchFileException e) {
            return; // as it should be
        } catch (IOException e) {
            throw notWritable(file, IoReason.of(e)); // for example a name too long for the file system
        }
    }

    /** Tries it, because permissions alone do not tell on every system. */
    private static String troubleWriting(Path folder) {
        try {
            Files.createDirectories(folder);
            probe(folder).close();
            return "";
        } catch (FileAlreadyExistsException e) {
            return "not a folder";
        } catch (IOException e) {
            return IoReason.of(e);
        }
    }

    /** A file that is gone when it is closed, also when this process is killed before: the system sees to that. */
    static Closeable probe(Path folder) throws IOException {
        Path file = folder.resolve(StagedFile.PREFIX + UUID.randomUUID() + StagedFile.SUFFIX);
        return Files.newByteChannel(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static FilesException notWritable(Path file, String reason) {
        return new FilesException(ErrorCode.OUTPUT_NOT_WRITABLE, file + ": " + reason, file, reason);
    }
}
