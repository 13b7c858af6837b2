package io.fastervox.files;

import com.sun.nio.file.ExtendedOpenOption;
import io.fastervox.support.AtomicFiles;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings that come into a folder, each once, over restarts too: what was taken is remembered by name, size and time, and
 * what was given out before a kill is given out again under the same token.
 * What is there when a folder is watched for the first time is left alone. To be looked at again and again by one thread.
 */
public final class WatchedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
    private static final String GIVEN = "? ";
    private static final boolean WINDOWS = File.separatorChar == '\\';
    /**
     * How often a recording must look as it did before. On Windows a program that still writes, even one that pauses, keeps
     * others from forbidding it; elsewhere nothing tells of it.
     */
    public static final int QUIET_LOOKS = WINDOWS ? 1 : 8;

    private static final Set<? extends OpenOption> ALONE = WINDOWS
            ? Set.of(StandardOpenOption.READ, ExtendedOpenOption.NOSHARE_WRITE)
            : Set.of(StandardOpenOption.READ);
    private static final Set<String> RECORDINGS = Set.of(
            "3gp", "aac", "ac3", "aif", "aiff", "amr", "ape", "asf", "avi", "caf", "f4v", "flac", "flv", "m4a", "m4b",
            "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpeg", "mpg", "mts", "mxf", "oga", "ogg", "ogv", "opus",
            "rm", "rmvb", "spx", "ts", "tta", "vob", "wav", "weba", "webm", "wma", "wmv", "wv");

    private final Path folder;
    private final Path memory;
    private final int quietLooks;
    private final Set<String> known = new HashSet<>();
    /** The tokens of those that were given out and that nobody has taken yet. */
    private final Map<String, String> given = new HashMap<>();

    private Map<Path, String> before = new HashMap<>();
    /** How often each has looked as it did before. */
    private Map<Path, Integer> quiet = new HashMap<>();

    private WatchedFolder(Path folder, Path memory, int quietLooks) {
        this.folder = folder;
        this.memory = memory;
        this.quietLooks = quietLooks;
    }

    /**
     * A recording that has come.
     *
     * @param token by which a queue knows it again that has it already
     */
    public record Arrival(Path recording, String token) {}

    /**
     * Begins to watch, or goes on.
     *
     * @param memory a file that belongs to this class; another folder's is forgotten
     * @param quietLooks see {@link #QUIET_LOOKS}
     */
    public static WatchedFolder open(Path folder, Path memory, int quietLooks) throws IOException {
        WatchedFolder watched = new WatchedFolder(folder.toAbsolutePath(), memory, quietLooks);
        List<String> lines = lines(memory);
        if (!lines.isEmpty() && lines.get(0).equals(watched.folder.toString())) {
            lines.subList(1, lines.size()).forEach(watched::recall);
        } else {
            watched.known.addAll(watched.present().values());
            watched.remember();
        }
        return watched;
    }

    private void recall(String line) {
        int state = line.indexOf(' ', GIVEN.length()) + 1;
        if (line.startsWith(GIVEN) && state > 0) {
            given.put(line.substring(state), line.substring(GIVEN.length(), state - 1));
        } else {
            known.add(line);
        }
    }

    private static List<String> lines(Path memory) throws IOException {
        try {
            return Files.readAllLines(memory, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Those that are written no more and were not taken before; in the order of their names. */
    public List<Arrival> arrived() throws IOException {
        Map<Path, String> now = present();
        Map<Path, Integer> looks = new HashMap<>();
        List<Path> arrived = new ArrayList<>();
        now.forEach((path, state) -> {
            int same = state.equals(before.get(path)) ? quiet.getOrDefault(path, 0) + 1 : 0;
            looks.put(path, same);
            if (!known.contains(state) && same >= quietLooks && isWrittenByNobody(path)) {
                arrived.add(path);
            }
        });
        before = now;
        quiet = looks;
        arrived.sort(null);
        boolean news = false;
        for (Path path : arrived) {
            news |= given.putIfAbsent(state(path), UUID.randomUUID().toString()) == null;
        }
        if (news) {
            remember(); // before anybody has them
        }
        return arrived.stream()
                .map(path -> new Arrival(path, given.getOrDefault(state(path), "")))
                .toList();
    }

    private String state(Path recording) {
        return before.getOrDefault(recording, "");
    }

    /** They are in the queue, and are not given out again. What is gone from the folder is forgotten. */
    public void taken(List<Arrival> arrivals) throws IOException {
        arrivals.forEach(arrival -> known.add(state(arrival.recording())));
        Set<String> there = new HashSet<>(before.values());
        known.retainAll(there);
        given.keySet().retainAll(there);
        given.keySet().removeAll(known);
        remember();
    }

    private void remember() throws IOException {
        List<String> lines = new ArrayList<>(List.of(folder.toString()));
        known.stream().sorted().forEach(lines::add);
        given.forEach((state, token) -> lines.add(GIVEN + token + " " + state));
        AtomicFiles.write(memory, String.join("\n", lines) + "\n");
    }

    /** The recordings that are there, each with what tells it from another one of its name. */
    private Map<Path, String> present() throws IOException {
        Map<Path, String> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, WatchedFolder::isRecording)) {
            for (Path file : files) {
                try {
                    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                    if (now.isRegularFile() && now.size() > 0) {
                        found.put(
                                file, now.size() + " " + now.lastModifiedTime().toMillis() + " " + file.getFileName());
                    }
                } catch (NoSuchFileException e) {
                    LOG.debug("gone meanwhile: {}", e.getMessage());
                } catch (IOException e) {
                    LOG.debug("cannot be looked at now: {}", e.toString());
                    if (before.containsKey(file)) {
                        found.put(file, before.get(file)); // as it was: only what is gone is forgotten
                    }
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause(); // a share that went away
        }
        return found;
    }

    private static boolean isRecording(Path file) {
        String name = file.getFileName().toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && !name.contains("\n") && RECORDINGS.contains(extension);
    }

    /** As far as the system tells; it can also be read. */
    private static boolean isWrittenByNobody(Path file) {
        try {
            Files.newByteChannel(file, ALONE).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
