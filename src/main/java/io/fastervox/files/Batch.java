package io.fastervox.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recordings of one run with their outputs, after a look at all of them and before any work: what cannot be read or
 * written is known at once and not after an hour of decoding.
 */
public final class Batch {
    private final List<Item> items;
    private final OutputOptions options;

    private Batch(List<Item> items, OutputOptions options) {
        this.items = List.copyOf(items);
        this.options = options;
    }

    /** Looks at all files. A recording that is named twice is taken once. Missing output folders are made. */
    public static Batch check(List<Path> recordings, OutputOptions options) {
        return check(recordings, options, List.of());
    }

    /** @param reserved outputs of others that do not exist yet */
    static Batch check(List<Path> recordings, OutputOptions options, Collection<Path> reserved) {
        Map<Path, Path> distinct = distinct(recordings);
        OutputNames names = new OutputNames(options, distinct.keySet(), reserved);
        OutputCheck outputs = new OutputCheck(options.existing());
        List<Item> items = new ArrayList<>();
        for (Path recording : distinct.values()) {
            items.add(check(recording, names, outputs));
        }
        return new Batch(items, options);
    }

    /** Those that cannot be read. A look at a drive or share that sleeps may take a minute. */
    public static List<Item.Refused> unreadable(List<Path> recordings) {
        List<Item.Refused> refused = new ArrayList<>();
        for (Path recording : distinct(recordings).values()) {
            try {
                RecordingCheck.check(recording);
            } catch (FilesException e) {
                refused.add(new Item.Refused(recording, e));
            }
        }
        return refused;
    }

    private static Map<Path, Path> distinct(List<Path> recordings) {
        Map<Path, Path> distinct = new LinkedHashMap<>();
        recordings.forEach(
                recording -> distinct.putIfAbsent(recording.toAbsolutePath().normalize(), recording));
        return distinct;
    }

    private static Item check(Path recording, OutputNames names, OutputCheck outputs) {
        try {
            RecordingCheck.check(recording);
            List<OutputTarget> targets = names.next(recording);
            for (OutputTarget target : targets) {
                outputs.check(target);
            }
            return new Item.Ready(recording, targets);
        } catch (FilesException e) {
            return new Item.Refused(recording, e);
        }
    }

    /** All recordings in the order in which they were given. */
    public List<Item> items() {
        return items;
    }

    /** Whether there is anything to do; if not, neither an environment nor a model is needed. */
    public boolean hasWork() {
        return items.stream().anyMatch(Item.Ready.class::isInstance);
    }

    OutputOptions options() {
        return options;
    }

    /** A recording and what the look at it gave. */
    public sealed interface Item {
        Path recording();

        /** It can be worked on. */
        record Ready(Path recording, List<OutputTarget> targets) implements Item {
            public Ready {
                targets = List.copyOf(targets);
            }
        }

        /** It cannot. */
        record Refused(Path recording, FilesException error) implements Item {}
    }
}
