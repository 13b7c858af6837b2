package io.fastervox.support;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path as a person or another program gives it. */
public final class GivenPath {
    private static final String LONG = "\\\\?\\";
    private static final String LONG_SHARE = "\\\\?\\UNC\\";

    private GivenPath() {}

    /**
     * Java puts Windows' prefix for long paths before a path that needs it, and refuses one that has it already.
     *
     * @throws InvalidPathException when the system has no such names
     */
    public static Path of(String name) {
        return Path.of(File.separatorChar == '\\' ? withoutPrefix(name) : name);
    }

    private static String withoutPrefix(String name) {
        if (name.startsWith(LONG_SHARE)) {
            return "\\\\" + name.substring(LONG_SHARE.length());
        }
        return name.startsWith(LONG) ? name.substring(LONG.length()) : name;
    }
}
