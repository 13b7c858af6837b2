package io.fastervox.environment;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
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
}
