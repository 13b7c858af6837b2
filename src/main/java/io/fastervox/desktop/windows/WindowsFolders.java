package io.fastervox.desktop.windows;

import io.fastervox.desktop.Folders;
import io.fastervox.desktop.PathFacts;
import io.fastervox.support.FolderProbe;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Folders by what Windows says of them. */
public final class WindowsFolders implements Folders {
    private static final String NAME = "Faster-Vox";

    private final OneDrive oneDrive;
    private final Path data;
    private final Path documents;
    private final Path ofAdministrators;

    /**
     * Asks Windows once where this user's data and documents belong.
     *
     * @throws WindowsException when it does not tell
     */
    public WindowsFolders(Map<String, String> environment) throws WindowsException {
        this.oneDrive = new OneDrive(environment);
        this.data = KnownFolder.localAppData().resolve(NAME);
        this.documents = KnownFolder.documents();
        this.ofAdministrators = KnownFolder.programFiles().resolve(NAME);
    }

    @Override
    public Path data() {
        return data;
    }

    @Override
    public Path documents() {
        return documents;
    }

    @Override
    public Path ofAdministrators() {
        return ofAdministrators;
    }

    @Override
    public PathFacts facts(Path folder) throws IOException {
        Drives.Resolved resolved = Drives.resolve(folder.normalize());
        FolderProbe probe = FolderProbe.of(resolved.target());
        Path target = resolved.target();
        if (probe.existing().isPresent() && !resolved.network()) {
            Path existing = probe.existing().get();
            Path rest = existing.relativize(target);
            target = existing.toRealPath(LinkOption.NOFOLLOW_LINKS).resolve(rest); // 8.3 names become long ones
        }
        return new PathFacts(
                folder, target, resolved.network(), oneDrive.above(target), probe.writable(), probe.freeBytes());
    }
}
