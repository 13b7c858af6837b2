package io.fastervox.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the volume of a folder allows, asked at the nearest folder that exists.
 *
 * @param existing the folder that was asked: the given one or one above it; empty where there is not even the drive
 * @param writable whether a file could be made in it: tried, because rights, read-only volumes and protected folders
 *     cannot be told apart by asking
 * @param freeBytes what this user may still write there, quotas included
 */
public record FolderProbe(Optional<Path> existing, boolean writable, long freeBytes) {
    /**
     * Asks now.
     *
     * @param folder absolute; need not exist
     */
    public static FolderProbe of(Path folder) {
        for (@Nullable Path candidate = folder; candidate != null; candidate = candidate.getParent()) {
            if (Files.isDirectory(candidate)) {
                return new FolderProbe(Optional.of(candidate), writable(candidate), FreeSpace.of(candidate));
            }
        }
        return new FolderProbe(Optional.empty(), false, 0);
    }

    private static boolean writable(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "fastervox", ".tmp"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
