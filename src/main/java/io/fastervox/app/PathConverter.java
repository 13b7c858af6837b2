package io.fastervox.app;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** A path as a person or another program gives it. */
final class PathConverter implements ITypeConverter<Path> {
    private static final String LONG = "\\\\?\\";
    private static final String SHARE = "UNC\\";

    @Override
    public Path convert(String value) {
        if (value.isEmpty()) {
            throw new NotPossible(""); // Java takes it for the current folder
        }
        try {
            return path(value);
        } catch (InvalidPathException e) {
            throw new NotPossible("");
        }
    }

    /**
     * Java puts Windows' prefix for long paths before a path that needs it, and refuses one that has it already.
     *
     * @throws InvalidPathException when the system has no such names
     */
    static Path path(String value) {
        return Path.of(File.separatorChar == '\\' ? withoutPrefix(value) : value);
    }

    /** @throws InvalidPathException for what Java has no path of, such as a volume without a letter */
    static String withoutPrefix(String value) {
        if (!value.startsWith(LONG)) {
            return value;
        }
        String rest = value.substring(LONG.length());
        if (rest.regionMatches(true, 0, SHARE, 0, SHARE.length())) {
            return "\\\\" + rest.substring(SHARE.length());
        }
        if (!rest.matches("[A-Za-z]:\\\\.*")) {
            throw new InvalidPathException(value, "neither a drive nor a share");
        }
        return rest;
    }
}
