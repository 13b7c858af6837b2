package io.fastervox.desktop.windows;

import java.nio.file.Path;

/**
 * Paths in the form that Win32 functions take at any length. Java's own file classes add the prefix where it is needed;
 * this is for the functions we call ourselves.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/fileio/naming-a-file#win32-file-namespaces">Win32 file
 *     namespaces</a>
 */
final class ExtendedPath {
    private static final String PREFIX = "\\\\?\\";
    private static final String UNC_PREFIX = "\\\\?\\UNC\\";

    private ExtendedPath() {}

    /**
     * With the prefix. Behind it Windows resolves no dots and no slashes, hence the normalisation.
     *
     * @param path absolute
     */
    static String of(Path path) {
        return prefixed(path.normalize().toString());
    }

    /** @param path absolute, normalised, with backslashes */
    static String prefixed(String path) {
        if (path.startsWith(PREFIX) || path.startsWith("\\\\.\\")) {
            return path;
        }
        return path.startsWith("\\\\") ? UNC_PREFIX + path.substring(2) : PREFIX + path;
    }

    /** Without the prefix. */
    static String plain(String path) {
        if (path.startsWith(UNC_PREFIX)) {
            return "\\\\" + path.substring(UNC_PREFIX.length());
        }
        return path.startsWith(PREFIX) ? path.substring(PREFIX.length()) : path;
    }
}
