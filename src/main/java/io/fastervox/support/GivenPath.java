package io.fastervox.support;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path as a person or another program gives it. */
public final class GivenPath {
    private static final String LONG = "\\\\?\\";
    private static final String SHARE = "UNC\\";

    private GivenPath() {}

    /**
     * Java puts Windows' prefix for long paths before a path that needs it, and refuses one that has it already.
     *
     * @throws InvalidPathException when the system has no such names
     */
    public static Path of(String name) {
        return Path.of(File.separatorChar == '\\' ? withoutPrefix(name) : name);
    }

    /** @throws InvalidPathException for what Java has no path of, such as a volume without a letter */
    static String withoutPrefix(String name) {
        if (!name.startsWith(LONG)) {
            return name;
        }
        String rest = name.substring(LONG.length());
        if (rest.regionMatches(true, 0, SHARE, 0, SHARE.length())) {
            return "\\\\" + rest.substring(SHARE.length());
        }
        if (!rest.matches("[A-Za-z]:\\\\.*")) {
            throw new InvalidPathException(name, "neither a drive nor a share");
        }
        return rest;
    }
}
