package io.fastervox.desktop.headless;

import io.fastervox.desktop.Folders;
import io.fastervox.desktop.PathFacts;
import io.fastervox.support.FolderProbe;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Folders by the XDG base directory specification.
 *
 * <p>Cloud folders and mounts of other machines are not told from local ones.
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

    @Override
    public PathFacts facts(Path folder) {
        FolderProbe probe = FolderProbe.of(folder);
        return new PathFacts(folder, folder, false, Optional.empty(), probe.writable(), probe.freeBytes());
    }
}
