package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.WinNT;
import io.fastervox.desktop.Autostart;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value of the user's Run key, which the agent alone writes and an uninstall takes away. The Task Manager and the Settings
 * of Windows keep their own word on it, which counts.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys">Run and RunOnce keys</a>
 */
public final class WindowsAutostart implements Autostart {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsAutostart.class);
    private static final String NAME = "Faster-Vox";
    private static final String RUN = "Run";
    private static final String APPROVED = "Explorer\\StartupApproved\\Run";

    private final UserRegistry registry;
    private final Path launcher;

    /** @param launcher {@code FasterVox.exe} of the installed program */
    public WindowsAutostart(Path launcher) {
        this(launcher, new UserRegistry("Software\\Microsoft\\Windows\\CurrentVersion"));
    }

    WindowsAutostart(Path launcher, UserRegistry registry) {
        this.launcher = launcher;
        this.registry = registry;
    }

    @Override
    public Optional<Boolean> isOn() {
        try {
            boolean written = registry.text(RUN, NAME).isPresent();
            // An odd first byte: somebody has turned it off in the Task Manager.
            boolean refused = registry.value(APPROVED, NAME)
                    .filter(value -> value.type() == WinNT.REG_BINARY)
                    .map(Registry.Value::data)
                    .filter(bytes -> bytes.length > 0 && bytes[0] % 2 != 0)
                    .isPresent();
            return Optional.of(written && !refused);
        } catch (WindowsException e) {
            LOG.warn("autostart unknown: {}", e.toString());
            return Optional.empty();
        }
    }

    @Override
    public boolean turn(boolean on) {
        try {
            if (on) {
                registry.write(RUN, NAME, "\"" + launcher + "\" agent --quiet");
            } else {
                registry.remove(RUN, NAME);
            }
            registry.remove(APPROVED, NAME);
            return true;
        } catch (WindowsException e) {
            LOG.warn("autostart {}: {}", on, e.toString());
            return false;
        }
    }
}
