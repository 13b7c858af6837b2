package io.fastervox.download;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FreeSpace;
import io.fastervox.support.FullDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Room on the disk: asked before work begins, and found out when writing fails. */
public final class DiskSpace {
    private DiskSpace() {}

    /**
     * Asks before, so that a full disk is not found after an hour.
     *
     * @param folder must exist
     * @throws DownloadException {@code DISK_TOO_SMALL}: {@code {0}} the folder, {@code {1}} the megabytes needed, {@code {2}} those there
     */
    public static void require(Path folder, long bytes) throws DownloadException {
        require(folder, bytes, FreeSpace.of(folder));
    }

    /** The same where it is known how many bytes there are for it. */
    public static void require(Path folder, long bytes, long there) throws DownloadException {
        if (bytes > there) {
            throw new DownloadException(
                    ErrorCode.DISK_TOO_SMALL,
                    folder + " has " + there + " of " + bytes + " bytes",
                    folder.toString(),
                    FreeSpace.megabytesNeeded(bytes),
                    FreeSpace.megabytesThere(there));
        }
    }

    /** {@code DISK_FULL} or {@code DATA_FOLDER_NOT_WRITABLE}: {@code {0}} the file, {@code {1}} the reason. */
    public static DownloadException failure(IOException e, Path file) {
        return new DownloadException(
                codeOf(e, file), file + ": " + e, e, List.of(file.toString(), TransferFailure.reason(e)));
    }

    static ErrorCode codeOf(IOException e, Path file) {
        return FullDisk.isReason(e, file) ? ErrorCode.DISK_FULL : ErrorCode.DATA_FOLDER_NOT_WRITABLE;
    }
}
