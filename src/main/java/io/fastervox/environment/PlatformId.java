package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import java.util.Locale;
import java.util.Set;

/** A platform that there are wheels for; its id is used in {@code python-embed/}. */
public enum PlatformId {
    LINUX("linux-x86_64"),
    WINDOWS("windows-x86_64");

    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");

    private final String id;

    PlatformId(String id) {
        this.id = id;
    }

    /** The platform of this Java runtime. */
    public static PlatformId current() throws EnvironmentException {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    /**
     * The platform by the names that Java gives it.
     *
     * @throws EnvironmentException {@code PLATFORM_UNSUPPORTED} with {0} system and {1} architecture
     */
    public static PlatformId of(String system, String architecture) throws EnvironmentException {
        if (X86_64.contains(architecture.toLowerCase(Locale.ROOT))) {
            if (system.equals("Linux")) {
                return LINUX;
            }
            if (system.startsWith("Windows")) {
                return WINDOWS;
            }
        }
        throw new EnvironmentException(
                ErrorCode.PLATFORM_UNSUPPORTED,
                "no wheels for " + system + " on " + architecture,
                system,
                architecture);
    }

    /** For example {@code linux-x86_64}. */
    public String id() {
        return id;
    }
}
