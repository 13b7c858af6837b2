package io.fastervox.files;

import io.fastervox.support.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recordings that come into a folder, each once, over restarts too: what was given out is remembered by name, size and time.
 * What is there when a folder is watched for the first time is left alone. To be looked at again and again by one thread.
 */
public final class WatchedFolder {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
    private static final Set<String> RECORDINGS = Set.of(
            "3gp", "aac", "ac3", "aif", "aiff", "amr", "ape", "asf", "avi", "caf", "f4v", "flac", "flv", "m4a", "m4b",
            "m4v", "mka", "mkv", "mov", "mp2", "mp3", "mp4", "mpeg", "mpg", "mts", "mxf", "oga", "ogg", "ogv", "opus",
            "rm", "rmvb", "spx", "ts", "tta", "vob", "wav", "weba", "webm", "wma", "wmv", "wv");

    private final Path folder;
    private final Path memory;
    private final Set<String> known = new HashSet<>();
    private Map<Path, String> before = new HashMap<>();

    private WatchedFolder(Path folder, Path memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /** @param memory a file that belongs to this class; another folder's is forgotten */
    public static WatchedFolder open(Path folder, Path memory) throws IOException {
        WatchedFolder watched = new WatchedFolder(folder.toAbsolutePath(), memory);
        List<String> lines = lines(memory);
        if (!lines.isEmpty() && lines.get(0).equals(watched.folder.toString())) {
            watched.known.addAll(lines.subList(1, lines.size()));
        } else {
            watched.known.addAll(watched.present().values());
            watched.remember();
        }
        return watched;
    }

    private static List<String> lines(Path memory) throws IOException {
        try {
            return Files.readAllLines(memory, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Those that have not changed since the last look and were not given out before; in the order of their names. */
    public List<Path> arrived() throws IOException {
        Map<Path, String> now = present();
        List<Path> arrived = new ArrayList<>();
        now.forEach((path, state) -> {
            if (!known.contains(state) && state.equals(before.get(path)) && isReadable(path)) {
                arrived.add(path);
            }
        });
        before = now;
        arrived.sort(null);
        return arrived;
    }

    /** They are in the queue, and are not given out again. What is gone from the folder is forgotten. */
    public void taken(List<Path> recordings) throws IOException {
        recordings.forEach(recording -> known.add(before.getOrDefault(recording, "")));
        known.retainAll(new HashSet<>(before.values()));
        remember();
    }

    private void remember() throws IOException {
        List<String> lines = new ArrayList<>(List.of(folder.toString()));
        known.stream().sorted().forEach(lines::add);
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

    /** On Windows a program that still writes keeps others out. */
    private static boolean isReadable(Path file) {
        try {
            Files.newByteChannel(file).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
