package io.fastervox.app;

import io.fastervox.support.GivenPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** A path as it is given on the command line. */
final class PathConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
        if (value.isEmpty()) {
            throw new NotPossible(""); // Java takes it for the current folder
        }
        try {
            return GivenPath.of(value);
        } catch (InvalidPathException e) {
            throw new NotPossible("");
        }
    }
}
