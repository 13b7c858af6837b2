package io.fastervox.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the processes take that this program has started and that are running, and what it takes itself. Linux only. */
final class Workers {
    private Workers() {}

    /** Resident memory in MiB. */
    static double megabytes() {
        return ProcessHandle.current()
                .descendants()
                .mapToDouble(process -> megabytes(process.pid(), "VmRSS:"))
                .sum();
    }

    /** The most that was resident since they started, in MiB. */
    static double peakMegabytes() {
        return ProcessHandle.current()
                .descendants()
                .mapToDouble(process -> megabytes(process.pid(), "VmHWM:"))
                .sum();
    }

    /** Resident memory of this program in MiB. */
    static double ownMegabytes() {
        return megabytes(ProcessHandle.current().pid(), "VmRSS:");
    }

    /** Processor time of all their threads since they started, in seconds. */
    static double cpuSeconds() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(used -> used.toNanos() / 1e9)
                .sum();
    }

    private static double megabytes(long pid, String field) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
