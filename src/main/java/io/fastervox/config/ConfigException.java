package io.fastervox.config;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings could not be saved, or the policy is against what was asked for. */
public final class ConfigException extends CodedException {
    private static final long serialVersionUID = 1L;

    public ConfigException(
            ErrorCode code, String technicalMessage, @Nullable Throwable cause, List<? extends Object> arguments) {
        super(code, technicalMessage, cause, arguments);
    }
}
