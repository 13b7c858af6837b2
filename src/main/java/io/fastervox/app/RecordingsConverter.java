package io.fastervox.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.ITypeConverter;

/**
 * Recordings as a person names them. The shells of Windows leave {@code *} and {@code ?} to the program, and no file there
 * has them in its name; elsewhere the shell has put the names in, and what is left of them is a name.
 */
final class RecordingsConverter implements ITypeConverter<Recordings> {
    private final PathConverter path = new PathConverter();
    private final boolean windows;

    RecordingsConverter() {
        this(File.separatorChar == '\\');
    }

    /** @param windows whether the names are to be put in here */
    RecordingsConverter(boolean windows) {
        this.windows = windows;
    }

    @Override
    public Recordings convert(String word) {
        int name = Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1;
        String pattern = word.substring(name);
        boolean several = pattern.contains("*") || pattern.contains("?");
        if (!windows || !several) {
            return new Recordings(List.of(path.convert(word)));
        }
        Path folder = name == 0 ? Path.of("") : path.convert(word.substring(0, name));
        List<Path> found = files(folder, pattern);
        if (found.isEmpty()) {
            throw new NotPossible("");
        }
        return new Recordings(found);
    }

    /** Those that the pattern fits, by their names; of the signs of a glob only {@code *} and {@code ?} are more than signs. */
    private static List<Path> files(Path folder, String pattern) {
        String glob = pattern.replaceAll("[\\[\\]{}\\\\]", "\\\\$0");
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> fitting = Files.newDirectoryStream(folder, glob)) {
            for (Path file : fitting) {
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new NotPossible(""); // no such folder, or none that may be looked into
        }
        files.sort(null);
        return files;
    }
}
