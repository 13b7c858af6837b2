package io.fastervox.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** A live environment without a file in it, on a base Python without one: whole for whoever looks, and made at once. */
public final class ReadyMade {
    private ReadyMade() {}

    /** Puts it into the data folder. */
    public static ReadyEnvironment in(Path data, BaseArchive archive, String profile, String lockId)
            throws EnvironmentException, IOException {
        Layout layout = new Layout(data);
        Path base = Files.createDirectories(layout.base(archive));
        new BaseManifest(archive.id(), archive.python(), archive.sha256(), Map.of()).write(base);
        EnvironmentFolder folder = new EnvironmentFolder(
                Files.createDirectories(layout.environments().resolve(lockId + "-" + profile + "-1")),
                PlatformId.current());
        folder.complete(new EnvironmentManifest(
                EnvironmentManifest.VERSION,
                folder.root().toString(),
                profile,
                lockId,
                profile,
                archive.folderName(),
                Instant.now().toString(),
                Map.of(),
                Map.of()));
        new EnvironmentStore(layout, PlatformId.current()).commit(folder);
        return folder.ready().orElseThrow();
    }
}
