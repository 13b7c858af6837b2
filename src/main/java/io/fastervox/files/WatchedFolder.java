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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings that come into a folder, each once, over restarts too: what was taken is remembered by name, size and time, also
 * when it has left the folder, and what was given out before a kill is given out again under the same token.
 * What is there when a folder is watched for the first time is left alone. To be looked at again and again by one thread.
 */
public final class WatchedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
    private static final String GIVEN = "? ";
    /** So many that are gone from the folder are remembered, those that were taken last. */
    private static final int REMEMBERED = 10_000;

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
    private final int remembered;
    /** In the order in which they were taken. */
    private final Set<RecordingTrace> known = new LinkedHashSet<>();
    /** The tokens of those that were given out and that nobody has taken yet. */
    private final Map<RecordingTrace, String> given = new HashMap<>();

    private Map<Path, RecordingTrace> before = new HashMap<>();
    /** How often each has looked as it did before. */
    private Map<Path, Integer> quiet = new HashMap<>();

    private WatchedFolder(Path folder, Path memory, int quietLooks, int remembered) {
        this.folder = folder;
        this.memory = memory;
        this.quietLooks = quietLooks;
        this.remembered = remembered;
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
        return open(folder, memory, quietLooks, REMEMBERED);
    }

    /** @param remembered so many that are gone stay known */
    static WatchedFolder open(Path folder, Path memory, int quietLooks, int remembered) throws IOException {
        WatchedFolder watched = new WatchedFolder(folder.toAbsolutePath(), memory, quietLooks, remembered);
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
        int trace = line.indexOf(' ', GIVEN.length()) + 1;
        if (line.startsWith(GIVEN) && trace > 0) {
            String token = line.substring(GIVEN.length(), trace - 1);
            RecordingTrace.in(line.substring(trace)).ifPresent(recording -> given.put(recording, token));
        } else {
            RecordingTrace.in(line).ifPresent(known::add);
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
        Map<Path, RecordingTrace> now = present();
        Map<Path, Integer> looks = new HashMap<>();
        List<Path> arrived = new ArrayList<>();
        now.forEach((path, trace) -> {
            int same = trace.equals(before.get(path)) ? quiet.getOrDefault(path, 0) + 1 : 0;
            looks.put(path, same);
            if (trace.looks().noneMatch(known::contains) && same >= quietLooks && isWrittenByNobody(path)) {
                arrived.add(path);
            }
        });
        before = now;
        quiet = looks;
        arrived.sort(null);
        boolean news = false;
        for (Path path : arrived) {
            news |= given.putIfAbsent(trace(path), UUID.randomUUID().toString()) == null;
        }
        if (news) {
            remember(); // before anybody has them
        }
        return arrived.stream()
                .map(path -> new Arrival(path, given.getOrDefault(trace(path), "")))
                .toList();
    }

    private RecordingTrace trace(Path recording) {
        return Objects.requireNonNull(before.get(recording), "none that was there at the last look");
    }

    /** They are in the queue, and are not given out again, also when they leave the folder and come back. */
    public void taken(List<Arrival> arrivals) throws IOException {
        arrivals.forEach(arrival -> known.add(trace(arrival.recording())));
        Set<RecordingTrace> there = new HashSet<>(before.values());
        List<RecordingTrace> gone = known.stream()
                .filter(trace -> trace.looks().noneMatch(there::contains))
                .toList();
        gone.subList(0, Math.max(0, gone.size() - remembered)).forEach(known::remove);
        given.keySet().retainAll(there);
        given.keySet().removeAll(known);
        remember();
    }

    private void remember() throws IOException {
        List<String> lines = new ArrayList<>(List.of(folder.toString()));
        known.forEach(trace -> lines.add(trace.text()));
        given.forEach((trace, token) -> lines.add(GIVEN + token + " " + trace.text()));
        AtomicFiles.write(memory, String.join("\n", lines) + "\n");
    }

    /** The recordings that are there, each with what tells it from another one of its name. */
    private Map<Path, RecordingTrace> present() throws IOException {
        Map<Path, RecordingTrace> found = new HashMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, WatchedFolder::isRecording)) {
            for (Path file : files) {
                try {
                    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                    if (now.isRegularFile() && now.size() > 0) {
                        long modified = now.lastModifiedTime().toMillis();
                        String name = file.getFileName().toString();
                        found.put(file, new RecordingTrace(now.size(), modified, name));
                    }
                } catch (NoSuchFileException e) {
                    LOG.debug("gone meanwhile: {}", e.getMessage());
                } catch (IOException e) {
                    LOG.debug("cannot be looked at now: {}", e.toString());
                    if (before.containsKey(file)) {
                        found.put(file, before.get(file)); // as it was: its token stays
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
