package io.fastervox.environment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The steps of a build. Some overlap in time. */
public enum BuildStep {
    /** Another Faster-Vox is building. */
    WAIT,
    BASE_PYTHON,
    /** Where the wheels are. */
    RESOLVE,
    FETCH,
    BOOT_TOOLS,
    VIRTUAL_ENVIRONMENT,
    INSTALL,
    VERIFY,
    COMMIT;

    /** As in {@link io.fastervox.support.Progress#step}, for example {@code base_python}. */
    @JsonValue
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
