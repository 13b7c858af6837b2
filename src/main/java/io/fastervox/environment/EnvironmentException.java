package io.fastervox.environment;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Python environment could not be built, checked or removed. */
public final class EnvironmentException extends CodedException {
    private static final long serialVersionUID = 1L;

    public EnvironmentException(
            ErrorCode code, String technicalMessage, @Nullable Throwable cause, List<? extends Object> arguments) {
        super(code, technicalMessage, cause, arguments);
    }

    public EnvironmentException(ErrorCode code, String technicalMessage, Object... arguments) {
        this(code, technicalMessage, null, List.of(arguments));
    }

    /**
     * A disk that did not do what it should: {@code DISK_FULL} or {@code DATA_FOLDER_NOT_WRITABLE}, with {0} the file and {1}
     * the reason.
     *
     * @param place what was at work, for a failure that names no file
     */
    static EnvironmentException of(IOException e, Path place) {
        boolean full = FullDisk.isReason(e, place);
        return new EnvironmentException(
                full ? ErrorCode.DISK_FULL : ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                String.valueOf(e),
                e,
                List.of(FullDisk.place(e, place), IoReason.of(e)));
    }
}
