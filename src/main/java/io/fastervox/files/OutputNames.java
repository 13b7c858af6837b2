package io.fastervox.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names the outputs of one run: {@code talk.mp3} gives {@code talk.txt}. When that name is taken within the run, by the
 * output of another recording ({@code talk.wav}) or by a recording itself, it is {@code talk.mp3.txt}, and if that is taken
 * too (two folders, one output folder) {@code talk.mp3 (2).txt}. All formats of a recording share the part before the
 * extension. When files that are there already may be neither replaced nor refused, a number is added to that part until
 * no format meets one: {@code talk (2).txt}.
 *
 * <p>Names that differ only in case or in Unicode normalization count as the same, as they do on Windows and macOS, so
 * the names do not depend on the system.
 */
final class OutputNames {
    private final OutputOptions options;
    private final Set<String> taken = new HashSet<>();

    /** @param reserved outputs of others that do not exist yet */
    OutputNames(OutputOptions options, Collection<Path> recordings, Collection<Path> reserved) {
        this.options = options;
        for (Path recording : recordings) {
            taken.add(key(recording)); // the name
            taken.add(key(real(recording))); // and the file that it leads to
        }
        reserved.forEach(output -> taken.add(key(output)));
    }

    /** The targets of the next recording, in the order of the formats. */
    List<OutputTarget> next(Path recording) {
        Path folder =
                options.folder().orElseGet(() -> recording.toAbsolutePath().getParent());
        String fullName = recording.getFileName().toString();
        List<OutputTarget> targets = targets(folder, withoutExtension(fullName));
        for (int number = 1; isTaken(targets); number++) {
            targets = targets(folder, number == 1 ? fullName : numbered(fullName, number));
        }
        if (options.existing() == Existing.RENAME) {
            targets = freeInThisRun(targets);
        }
        targets.forEach(target -> taken.add(key(target.file())));
        return targets;
    }

    private List<OutputTarget> freeInThisRun(List<OutputTarget> wanted) {
        List<OutputTarget> targets = wanted;
        for (int number = 2; isThere(targets) || isTaken(targets); number++) {
            targets = renamed(wanted, number);
        }
        return targets;
    }

    /** The targets, or those under the next number that no file has and nobody claims. */
    static List<OutputTarget> free(List<OutputTarget> wanted, Collection<Path> claimed) {
        List<OutputTarget> targets = wanted;
        for (int number = 2; isThere(targets) || areClaimed(targets, claimed); number++) {
            targets = renamed(wanted, number);
        }
        return targets;
    }

    /** Whether one of them is a name that others will write to. No folder is looked at but of those whose last part is the same. */
    static boolean areClaimed(List<OutputTarget> targets, Collection<Path> claimed) {
        return targets.stream()
                .map(OutputTarget::file)
                .anyMatch(file -> claimed.stream()
                        .filter(other -> folded(other.getFileName()).equals(folded(file.getFileName())))
                        .anyMatch(other -> key(other).equals(key(file))));
    }

    private static List<OutputTarget> renamed(List<OutputTarget> targets, int number) {
        return targets.stream()
                .map(target -> {
                    String name = withoutExtension(target.file().getFileName().toString());
                    String extension = "." + target.format().extension();
                    return new OutputTarget(
                            target.format(), target.file().resolveSibling(numbered(name, number) + extension));
                })
                .toList();
    }

    private static boolean isThere(List<OutputTarget> targets) {
        return targets.stream().anyMatch(target -> Files.exists(target.file(), LinkOption.NOFOLLOW_LINKS));
    }

    private static String numbered(String name, int number) {
        return name + " (" + number + ")";
    }

    private List<OutputTarget> targets(Path folder, String name) {
        return options.formats().stream()
                .sorted()
                .map(format -> new OutputTarget(format, folder.resolve(name + "." + format.extension())))
                .toList();
    }

    private boolean isTaken(List<OutputTarget> targets) {
        return targets.stream().anyMatch(target -> taken.contains(key(target.file())));
    }

    private static String key(Path file) {
        Path whole = file.toAbsolutePath().normalize();
        Path folder = whole.getParent();
        return folded(folder == null ? whole : real(folder).resolve(whole.getFileName()));
    }

    private static String folded(Path path) {
        return Normalizer.normalize(path.toString(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** One name for one place, however many links lead to it. */
    private static Path real(Path place) {
        try {
            return place.toRealPath();
        } catch (IOException e) {
            return place; // not there yet
        }
    }

    private static String withoutExtension(String name) {
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
