package io.fastervox.environment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The steps of a build. Some overlap in time. */
public enum BuildStep {
    /** Another Faster-Vox is building. */
    WAIT,
    /** The beginning of {@link #BASE_PYTHON}, timed with it; only when the program's own is missing or damaged. */
    FETCH_PYTHON,
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
