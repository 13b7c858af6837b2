package io.fastervox.hardware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code /proc/cpuinfo} and {@code /proc/meminfo}.
 *
 * @param proc the folder {@code /proc}
 */
record LinuxHardware(Path proc) implements HardwareProbe {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxHardware.class);
    private static final long KIBI = 1024;

    @Override
    public HardwareFacts probe() {
        return new HardwareFacts(
                System.getProperty("os.name", ""), System.getProperty("os.arch", ""), cpu(), memoryBytes(), List.of());
    }

    private Cpu cpu() {
        String vendor = "";
        String name = "";
        String socket = "";
        boolean avx2 = false;
        int logical = 0;
        Set<String> cores = new HashSet<>();
        for (String line : lines("cpuinfo")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).strip()) {
                case "processor" -> logical++;
                case "vendor_id" -> vendor = value;
                case "model name" -> name = value;
                case "physical id" -> socket = value;
                case "core id" -> cores.add(socket + "/" + value);
                case "flags" -> avx2 = List.of(value.split(" ")).contains("avx2");
                default -> {
                    // of no interest
                }
            }
        }
        int atLeastOne = logical > 0 ? logical : Runtime.getRuntime().availableProcessors();
        // Virtual machines often leave the topology out.
        int physical = cores.isEmpty() ? atLeastOne : cores.size();
        return new Cpu(vendor, name, physical, atLeastOne, avx2);
    }

    private long memoryBytes() {
        for (String line : lines("meminfo")) {
            String[] words = line.split("\\s+", -1);
            if (words.length >= 2 && words[0].equals("MemTotal:") && words[1].matches("[0-9]{1,15}")) {
                return Long.parseLong(words[1]) * KIBI;
            }
        }
        return 0;
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(proc.resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.info("{} cannot be read: {}", proc.resolve(file), e.toString());
            return List.of();
        }
    }
}
