package io.fastervox.desktop.awt;

import io.fastervox.desktop.Shell;
import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell by AWT: on Windows {@code ShellExecute}. */
public final class AwtShell implements Shell {
    private static final Logger LOG = LoggerFactory.getLogger(AwtShell.class);

    @Override
    public boolean open(Path path) {
        return done(Desktop.Action.OPEN, () -> Desktop.getDesktop().open(path.toFile()));
    }

    /** AWT can mark a file on a Mac alone: elsewhere its folder is shown. */
    @Override
    public boolean reveal(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && open(folder);
    }

    @Override
    public boolean open(URI address) {
        return done(Desktop.Action.BROWSE, () -> Desktop.getDesktop().browse(address));
    }

    private static boolean done(Desktop.Action action, Opening opening) {
        if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(action)) {
            return false;
        }
        try {
            opening.run();
            return true;
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("cannot {}: {}", action, e.toString());
            return false;
        }
    }

    private interface Opening {
        void run() throws IOException;
    }
}
