package io.fastervox.history;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history could not be written, or does not hold what was asked for. */
public final class HistoryException extends CodedException {
    private static final long serialVersionUID = 1L;

    HistoryException(
            ErrorCode code, String technicalMessage, @Nullable Throwable cause, List<? extends Object> arguments) {
        super(code, technicalMessage, cause, arguments);
    }
}
