package io.fastervox.hardware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code /proc} and {@code /sys}, and has the NVIDIA driver asked when there are signs of one.
 *
 * @param root {@code /}
 */
record LinuxHardware(Path root, DriverFiles driver, GpuSurvey survey) implements HardwareProbe {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxHardware.class);
    private static final long KIBI = 1024;

    @Override
    public HardwareFacts probe() {
        List<Gpu> listed = new PciDisplays(root.resolve("sys/bus/pci/devices")).list();
        GpuSurvey.Found found = HardwareProbe.signs(listed, driver)
                ? survey.survey(listed, kernelDriver())
                : new GpuSurvey.Found(listed, Optional.empty(), List.of());
        return new HardwareFacts(
                System.getProperty("os.name", ""),
                System.getProperty("os.arch", ""),
                cpu(),
                memoryBytes(),
                found.gpus(),
                found.cuda(),
                found.troubles());
    }

    /** The version of the loaded kernel module. */
    private Optional<String> kernelDriver() {
        if (!Files.isReadable(root.resolve("proc/driver/nvidia/version"))) {
            return Optional.empty();
        }
        return lines("driver/nvidia/version").stream()
                .filter(line -> line.startsWith("NVRM"))
                .flatMap(line -> Stream.of(line.split("\\s+", -1)))
                .flatMap(word -> GpuValues.driver(word).stream())
                .findFirst();
    }

    private Cpu cpu() {
        String vendor = "";
        String name = "";
        String socket = "";
        Set<InstructionSet> instructions = EnumSet.noneOf(InstructionSet.class);
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
                case "flags" -> {
                    List<String> flags = List.of(value.split(" ", -1));
                    for (InstructionSet one : InstructionSet.values()) {
                        if (flags.contains(one.name().toLowerCase(Locale.ROOT))) {
                            instructions.add(one);
                        }
                    }
                }
                default -> {
                    // of no interest
                }
            }
        }
        int atLeastOne = logical > 0 ? logical : Runtime.getRuntime().availableProcessors();
        // Virtual machines often leave the topology out.
        int physical = cores.isEmpty() ? atLeastOne : cores.size();
        return new Cpu(vendor, name, physical, atLeastOne, instructions);
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
            return Files.readAllLines(root.resolve("proc").resolve(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.info("/proc/{} cannot be read: {}", file, e.toString());
            return List.of();
        }
    }
}
