package io.fastervox.desktop.headless;

import io.fastervox.desktop.Shell;
import java.net.URI;
import java.nio.file.Path;

/** Where nothing can be opened. */
public final class NoShell implements Shell {
    @Override
    public boolean open(Path path) {
        return false;
    }

    @Override
    public boolean reveal(Path file) {
        return false;
    }

    @Override
    public boolean open(URI address) {
        return false;
    }
}
