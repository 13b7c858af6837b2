package io.fastervox.hardware;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds out what this machine is. Never fails: what cannot be told is left at its neutral value, with a {@link Trouble} for
 * the GPUs. Takes 13 s at worst (two drivers that hang, then a tool that hangs), milliseconds without an NVIDIA driver.
 */
@FunctionalInterface
public interface HardwareProbe {
    HardwareFacts probe();

    /**
     * The probe for this operating system.
     *
     * @param self how this program is started, for its child {@link DriverChild}
     * @param variables of this process
     * @param memory file of what the driver said last, see {@link RememberedSurvey}
     * @param ask whether the driver is asked although it is remembered
     */
    static HardwareProbe ofThisMachine(List<String> self, Map<String, String> variables, Path memory, boolean ask) {
        DriverProbe probe = new DriverProbe(self, variables, Duration.ofSeconds(8), Duration.ofSeconds(5));
        Map<String, String> named = new TreeMap<>(String.CASE_INSENSITIVE_ORDER); // as Windows reads its variables
        named.putAll(variables);
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        DriverFiles driver = windows
                ? DriverFiles.ofWindows(
                        Path.of(named.getOrDefault("SystemRoot", "C:\\Windows"), "System32"),
                        Path.of(named.getOrDefault("ProgramW6432", "C:\\Program Files")))
                : DriverFiles.ofLinux(Path.of("/"), variables);
        GpuSurvey survey =
                new RememberedSurvey(new DriverSurvey(driver, probe), driver, memory, ask, Clock.systemUTC());
        return windows
                ? new WindowsHardware(DisplayClass.ofThisMachine(), driver, survey)
                : new LinuxHardware(Path.of("/"), driver, survey);
    }

    /** Whether anything speaks for an NVIDIA GPU. */
    static boolean signs(List<Gpu> listed, DriverFiles driver) {
        return !driver.none() || listed.stream().anyMatch(gpu -> gpu.vendor() == Vendor.NVIDIA);
    }
}
