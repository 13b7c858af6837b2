package io.fastervox.models;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model is unknown, missing, damaged, or cannot be fetched or loaded. */
public final class ModelException extends CodedException {
    private static final long serialVersionUID = 1L;

    public ModelException(
            ErrorCode code, String technicalMessage, @Nullable Throwable cause, List<? extends Object> arguments) {
        super(code, technicalMessage, cause, arguments);
    }

    public ModelException(ErrorCode code, String technicalMessage, Object... arguments) {
        this(code, technicalMessage, null, List.of(arguments));
    }
}
