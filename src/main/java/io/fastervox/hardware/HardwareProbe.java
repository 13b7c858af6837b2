package io.fastervox.hardware;

import java.nio.file.Path;

/** Finds out what this machine is. Never fails: what cannot be told is left at its neutral value. */
@FunctionalInterface
public interface HardwareProbe {
    HardwareFacts probe();

    /** The probe for this operating system. */
    static HardwareProbe ofThisMachine() {
        return System.getProperty("os.name", "").startsWith("Windows")
                ? new WindowsHardware()
                : new LinuxHardware(Path.of("/proc"));
    }
}
