package io.fastervox.environment;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One wheel of a lock.
 *
 * @param name normalised project name (PEP 503)
 * @param file name of the wheel file
 * @param sha256 lower-case hex
 */
public record LockedWheel(String name, String version, String file, String sha256, long bytes) {
    private static final Pattern NORMALISED = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern VERSION = Pattern.compile("[0-9A-Za-z.!+]+");
    private static final Pattern FILE = Pattern.compile("[0-9A-Za-z._+!-]+\\.whl");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SEPARATORS = Pattern.compile("[-_.]+");

    public LockedWheel {
        require(name, version, file, bytes);
        require(HASH, sha256, "sha256");
    }

    /** What holds for every wheel. */
    static void require(String name, String version, String file, long bytes) {
        require(NORMALISED, name, "name");
        require(VERSION, version, "version");
        require(FILE, file, "file");
        if (bytes <= 0) {
            throw new IllegalArgumentException("bytes of " + file + ": " + bytes);
        }
        if (!normalise(file.substring(0, file.indexOf('-'))).equals(name)) {
            throw new IllegalArgumentException(file + " is no wheel of " + name);
        }
    }

    /** The one spelling of a project name, by PEP 503. */
    static String normalise(String project) {
        return SEPARATORS.matcher(project).replaceAll("-").toLowerCase(Locale.ROOT);
    }

    private static void require(Pattern pattern, String value, String field) {
        if (!pattern.matcher(Objects.requireNonNull(value, field)).matches()) {
            throw new IllegalArgumentException(field + " '" + value + "'");
        }
    }
}
