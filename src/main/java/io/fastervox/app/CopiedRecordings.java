package io.fastervox.app;

import io.fastervox.agent.Wish;
import io.fastervox.desktop.Clipboard;
import io.fastervox.support.GivenPath;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The files that somebody has copied: in a file manager, or as text, as paths or file addresses, one or more in a line. */
final class CopiedRecordings {
    private static final String ADDRESS = "file:";
    /** What programs leave plain in addresses, and a {@link URI} refuses or takes for something else than a name. */
    private static final String NOT_IN_URIS = "\"<>[\\]^`{|}#?\u007f";

    private static final Wish NONE = Wish.toTranscribe(List.of());

    private CopiedRecordings() {}

    /** None when anything else is there, too, or none of them is there; one that is missing among others is told like any other. */
    static Wish in(Clipboard.Content content) {
        if (content instanceof Clipboard.Content.Files files) {
            return Wish.naming(files.names());
        }
        if (!(content instanceof Clipboard.Content.Text text)) {
            return NONE;
        }
        List<Path> paths = new ArrayList<>();
        for (String line : text.text().lines().map(String::strip).toList()) {
            for (String name : names(line)) {
                Optional<Path> path = path(name);
                if (path.isEmpty()) {
                    return NONE;
                }
                paths.add(path.get());
            }
        }
        return paths.stream().anyMatch(Files::isRegularFile) ? Wish.toTranscribe(paths) : NONE;
    }

    /** Explorer's "Copy as path" puts quotes around each. */
    private static List<String> names(String line) {
        if (line.isEmpty()) {
            return List.of();
        }
        List<String> parts = List.of(line.split("\"", -1));
        boolean quoted = parts.size() % 2 == 1
                && IntStream.range(0, parts.size())
                        .allMatch(i -> i % 2 == 1 || parts.get(i).isBlank());
        return quoted
                ? IntStream.range(0, parts.size() / 2)
                        .mapToObj(i -> parts.get(2 * i + 1))
                        .toList()
                : List.of(line);
    }

    private static Optional<Path> path(String name) {
        try {
            Path path = name.regionMatches(true, 0, ADDRESS, 0, ADDRESS.length())
                    ? Path.of(URI.create(ADDRESS + escaped(name.substring(ADDRESS.length()))))
                    : GivenPath.of(name);
            return path.isAbsolute() ? Optional.of(path) : Optional.empty();
        } catch (IllegalArgumentException e) { // neither a path nor an address
            return Optional.empty();
        }
    }

    private static String escaped(String rest) {
        String local = rest.replaceFirst("(?i)^//localhost/", "///").replaceAll("%(?![0-9A-Fa-f]{2})", "%25");
        StringBuilder escaped = new StringBuilder();
        for (byte octet : local.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && NOT_IN_URIS.indexOf(octet) < 0) {
                escaped.append((char) octet);
            } else {
                escaped.append(String.format("%%%02X", octet));
            }
        }
        return escaped.toString();
    }
}
