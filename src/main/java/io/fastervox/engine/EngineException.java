package io.fastervox.engine;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model could not be loaded or a recording not be transcribed. */
public final class EngineException extends CodedException {
    private static final long serialVersionUID = 1L;

    public EngineException(
            ErrorCode code, String technicalMessage, @Nullable Throwable cause, List<? extends Object> arguments) {
        super(code, technicalMessage, cause, arguments);
    }

    public EngineException(ErrorCode code, String technicalMessage, Object... arguments) {
        this(code, technicalMessage, null, List.of(arguments));
    }
}
