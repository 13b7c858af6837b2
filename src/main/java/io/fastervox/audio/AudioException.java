package io.fastervox.audio;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sound could not be captured or kept. */
public final class AudioException extends CodedException {
    private static final long serialVersionUID = 1L;

    public AudioException(
            ErrorCode code, String technicalMessage, @Nullable Throwable cause, List<? extends Object> arguments) {
        super(code, technicalMessage, cause, arguments);
    }

    public AudioException(ErrorCode code, String technicalMessage, Object... arguments) {
        this(code, technicalMessage, null, List.of(arguments));
    }
}
