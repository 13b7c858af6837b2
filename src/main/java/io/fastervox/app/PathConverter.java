package io.fastervox.app;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A path as a person or another program gives it. */
final class PathConverter implements ITypeConverter<Path> {
    private static final String LONG = "\\\\?\\";
    private static final String LONG_SHARE = "\\\\?\\UNC\\";

    @Override
    public Path convert(String value) {
        try {
            return path(value);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + value + "' cannot be the name of a file or folder");
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

    static String withoutPrefix(String value) {
        if (value.startsWith(LONG_SHARE)) {
            return "\\\\" + value.substring(LONG_SHARE.length());
        }
        return value.startsWith(LONG) ? value.substring(LONG.length()) : value;
    }
}
