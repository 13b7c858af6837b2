package io.fastervox.download;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.net.URI;
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

    static DownloadException noFolder(URI folder) {
        return new DownloadException(
                ErrorCode.DOWNLOAD_NOT_FOUND, "no folder " + folder, folder.toString(), "no such folder");
    }

    /** The technical reason without the subject. */
    public String reason() {
        return arguments().size() > 1 ? arguments().get(1).toString() : String.valueOf(getMessage());
    }
}
