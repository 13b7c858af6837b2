package io.fastervox.download;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file could not be fetched from any of its sources. */
public final class DownloadException extends CodedException {
    private static final long serialVersionUID = 1L;

    public DownloadException(
            ErrorCode code, String technicalMessage, @Nullable Throwable cause, List<? extends Object> arguments) {
        super(code, technicalMessage, cause, arguments);
    }

    public DownloadException(ErrorCode code, String technicalMessage, Object... arguments) {
        this(code, technicalMessage, null, List.of(arguments));
    }
}
