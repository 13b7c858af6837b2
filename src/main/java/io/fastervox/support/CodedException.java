package io.fastervox.support;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An outside failure with a stable code. Each package that can fail for outside reasons has one subclass.
 *
 * <p>{@link #getMessage()} is technical English for the log; people read the texts that {@link Messages} finds for
 * {@link #code()}, with {@link #arguments()} filled in.
 */
public abstract class CodedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient List<Object> arguments;

    protected CodedException(
            ErrorCode code, String technicalMessage, @Nullable Throwable cause, List<? extends Object> arguments) {
        super(technicalMessage, cause);
        this.code = code;
        this.arguments = List.copyOf(arguments);
    }

    public final ErrorCode code() {
        return code;
    }

    /** What the texts of the code name: {@code {0}} is usually the file, address or name that failed. */
    public final List<Object> arguments() {
        return arguments;
    }
}
