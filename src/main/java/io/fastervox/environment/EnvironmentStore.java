package io.fastervox.environment;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.FileTrees;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folders below {@code pytorch_env/} and the pointer to the live one. */
final class EnvironmentStore {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentStore.class);
    private static final int VERSION = 1;

    private final Layout layout;
    private final PlatformId platform;

    EnvironmentStore(Layout layout, PlatformId platform) {
        this.layout = layout;
        this.platform = platform;
    }

    /** The folder that {@code current.json} names, whatever is in it. */
    Optional<EnvironmentFolder> current() throws IOException {
        Path file = layout.current();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Current current = Json.strict().readValue(Files.readAllBytes(file), Current.class);
            return Optional.of(folder(current.folder()));
        } catch (JsonProcessingException e) {
            LOG.warn("{} is not readable and counts as absent: {}", file, e.getOriginalMessage());
            return Optional.empty();
        }
    }

    void commit(EnvironmentFolder folder) throws IOException {
        AtomicFiles.write(layout.current(), Json.strict().writeValueAsBytes(new Current(VERSION, folder.name())));
    }

    /** The folder of an environment of this store. */
    EnvironmentFolder folderOf(ReadyEnvironment environment) {
        return folder(String.valueOf(environment.root().getFileName()));
    }

    /** All folders, the live one, finished and unfinished others. */
    List<EnvironmentFolder> all() throws IOException {
        List<EnvironmentFolder> folders = new ArrayList<>();
        if (Files.isDirectory(layout.environments())) {
            try (Stream<Path> children = Files.list(layout.environments())) {
                children.filter(Files::isDirectory)
                        .sorted()
                        .forEach(child -> folders.add(new EnvironmentFolder(child, platform)));
            }
        }
        return folders;
    }

    /** A build of the same thing that was interrupted. */
    Optional<EnvironmentFolder> interrupted(Desired desired) throws IOException {
        for (EnvironmentFolder folder : all()) {
            if (folder.state().filter(state -> state.isFor(desired)).isPresent()) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** A folder that no build has used. */
    EnvironmentFolder next(Desired desired) throws IOException {
        int number = 1;
        for (EnvironmentFolder folder : all()) {
            String name = folder.name();
            if (name.startsWith(desired.folderPrefix())) {
                String digits = name.substring(desired.folderPrefix().length());
                number = digits.matches("[0-9]{1,8}") ? Math.max(number, Integer.parseInt(digits) + 1) : number;
            }
        }
        return folder(desired.folderPrefix() + number);
    }

    /** Deletes what neither the live environment nor a running process uses. What cannot be deleted stays for later. */
    void sweep() throws IOException {
        Optional<EnvironmentFolder> live = current();
        Optional<EnvironmentManifest> manifest = live.isPresent() ? live.get().manifest() : Optional.empty();
        if (manifest.isEmpty()) {
            return; // nothing is known to be superseded
        }
        List<Path> old = new ArrayList<>();
        all().stream().filter(folder -> !folder.equals(live.get())).forEach(folder -> old.add(folder.root()));
        try (Stream<Path> bases = Files.list(layout.bases())) {
            bases.filter(base -> !base.endsWith(manifest.get().base())).forEach(old::add);
        }
        for (Path folder : old) {
            if (RunningPrograms.in(folder).isEmpty()) {
                FileTrees.deleteIfPossible(folder);
            }
        }
    }

    private EnvironmentFolder folder(String name) {
        return new EnvironmentFolder(layout.environments().resolve(name), platform);
    }

    /**
     * {@code current.json}.
     *
     * @param folder name of the live folder
     */
    private record Current(int version, String folder) {
        Current {
            if (version != VERSION || !folder.matches("[0-9a-z-]+")) {
                throw new IllegalArgumentException(version + " " + folder);
            }
        }
    }
}
