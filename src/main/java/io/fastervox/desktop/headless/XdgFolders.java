package io.fastervox.desktop.headless;

import io.fastervox.desktop.Folders;
import io.fastervox.desktop.PathFacts;
import io.fastervox.support.FolderProbe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folders by the XDG base directory specification.
 *
 * <p>Names are bytes here and every program takes them as they are, so that any path counts as nameable. Cloud folders
 * and mounts of other machines are not told from local ones.
 *
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base directories</a>
 */
public final class XdgFolders implements Folders {
    private final Map<String, String> environment;
    private final Path home;

    public XdgFolders(Map<String, String> environment, Path home) {
        this.environment = Map.copyOf(environment);
        this.home = home;
    }

    @Override
    public Path data() {
        @Nullable String base = environment.get("XDG_DATA_HOME");
        // The specification: a relative path is invalid and counts as unset.
        boolean usable = base != null && Path.of(base).isAbsolute();
        return (usable ? Path.of(base) : home.resolve(".local/share")).resolve("faster-vox");
    }

    @Override
    public Path documents() {
        return home.resolve("Documents");
    }

    @Override
    public Path ofAdministrators() {
        return Path.of("/etc/faster-vox");
    }

    /** Refuses: {@link #facts} never gives a reason to ask for it. */
    @Override
    public Path spare() throws IOException {
        throw new IOException("no folder but " + data() + " is needed here");
    }

    @Override
    public PathFacts facts(Path folder) {
        FolderProbe probe = FolderProbe.of(folder);
        Optional<Path> ascii = Optional.of(folder).filter(PathFacts::isAscii);
        return new PathFacts(folder, folder, false, Optional.empty(), true, ascii, probe.writable(), probe.freeBytes());
    }
}
