package io.fastervox.app;

import io.fastervox.agent.Wish;
import io.fastervox.desktop.Clipboard;
import io.fastervox.support.GivenPath;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that somebody has copied: in a file manager, or as text, one path or file address in a line. */
final class CopiedRecordings {
    private static final int LONGEST_TEXT = 1 << 16;

    private static final Wish NONE = Wish.toTranscribe(List.of());

    private CopiedRecordings() {}

    /** None when anything else is there, too. */
    static Wish in(Clipboard.Content content) {
        if (content instanceof Clipboard.Content.Files files) {
            return Wish.naming(files.names());
        }
        if (!(content instanceof Clipboard.Content.Text text) || text.text().length() > LONGEST_TEXT) {
            return NONE;
        }
        List<Path> paths = new ArrayList<>();
        for (String line : text.text().strip().lines().toList()) {
            Optional<Path> path = path(line.strip());
            if (path.isEmpty()) {
                return NONE;
            }
            paths.add(path.get());
        }
        return Wish.toTranscribe(paths);
    }

    /** Explorer's "Copy as path" puts quotes around it. */
    private static Optional<Path> path(String line) {
        String bare = line.length() > 1 && line.startsWith("\"") && line.endsWith("\"")
                ? line.substring(1, line.length() - 1)
                : line;
        try {
            Path path = bare.startsWith("file:") ? Path.of(URI.create(bare)) : GivenPath.of(bare);
            return path.isAbsolute() && Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (IllegalArgumentException e) { // neither a path nor an address
            return Optional.empty();
        }
    }
}
