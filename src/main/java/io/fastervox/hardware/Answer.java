package io.fastervox.hardware;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** What an informant said, made sense of. */
record Answer(Optional<String> driver, Optional<String> cuda, List<Gpu> gpus, List<Trouble> troubles) {
    static final Answer NONE = new Answer(Optional.empty(), Optional.empty(), List.of(), List.of());

    private static final int GPU_FIELDS = 8;

    Answer {
        gpus = List.copyOf(gpus);
        troubles = List.copyOf(troubles);
    }

    static Answer of(Informant informant, Trouble.Kind kind, String detail) {
        return new Answer(Optional.empty(), Optional.empty(), List.of(), List.of(new Trouble(informant, kind, detail)));
    }

    /** @param lines of the child, see {@link DriverCall}; foreign lines are passed over */
    static Answer parse(Informant informant, List<String> lines) {
        Optional<String> driver = Optional.empty();
        Optional<String> cuda = Optional.empty();
        List<Gpu> gpus = new ArrayList<>();
        List<Trouble> troubles = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            switch (fields[0]) {
                case "driver" -> {
                    driver = GpuValues.driver(fields[fields.length - 1]);
                    if (driver.isEmpty()) {
                        troubles.add(new Trouble(informant, Trouble.Kind.UNREADABLE, "driver version"));
                    }
                }
                case "cuda" -> cuda = GpuValues.cuda(fields[fields.length - 1]);
                case "gpu" -> {
                    if (fields.length == GPU_FIELDS) {
                        gpus.add(gpu(informant, fields));
                    }
                }
                case "error" -> error(informant, fields).ifPresent(troubles::add);
                case "unloadable" ->
                    troubles.add(new Trouble(informant, Trouble.Kind.NOT_LOADABLE, fields[fields.length - 1]));
                case "nonsense" ->
                    troubles.add(new Trouble(informant, Trouble.Kind.UNREADABLE, fields[fields.length - 1]));
                default -> {
                    // what Java or a driver prints by itself
                }
            }
        }
        Optional<String> version = driver;
        return new Answer(
                driver, cuda, gpus.stream().map(gpu -> gpu.withDriver(version)).toList(), troubles);
    }

    static Gpu gpu(Informant informant, String[] fields) {
        String name = GpuValues.name(fields[4]);
        Optional<String> pci = GpuValues.pci(fields[3]);
        return new Gpu(
                Vendor.NVIDIA,
                GpuValues.uuid(fields[2]).or(() -> pci).orElse(name),
                name.isEmpty() ? "NVIDIA" : name,
                pci,
                fields[1].matches("\\d{1,2}") ? OptionalInt.of(Integer.parseInt(fields[1])) : OptionalInt.empty(),
                Optional.empty(),
                GpuValues.computeCapability(fields[5]),
                GpuValues.bytes(fields[6], 1),
                fields[7].isEmpty() ? OptionalLong.empty() : GpuValues.bytes(fields[7], 0),
                Set.of(informant));
    }

    /** Codes of NVML, which nvidia-smi ends with too, and of CUDA. */
    static Trouble.Kind kind(Informant informant, int code) {
        if (informant == Informant.NVCUDA) {
            return switch (code) {
                case 100 -> Trouble.Kind.NO_DEVICE;
                case 803, 999 -> Trouble.Kind.MISMATCH; // 999 is what is left after an update without a restart
                default -> Trouble.Kind.FAILED;
            };
        }
        return switch (code) {
            case 4 -> Trouble.Kind.NO_PERMISSION;
            case 6 -> Trouble.Kind.NO_DEVICE;
            case 9 -> Trouble.Kind.NO_DRIVER;
            case 12 -> Trouble.Kind.NOT_LOADABLE;
            case 15 -> Trouble.Kind.LOST;
            case 18 -> Trouble.Kind.MISMATCH;
            default -> Trouble.Kind.FAILED;
        };
    }

    private static Optional<Trouble> error(Informant informant, String[] fields) {
        if (fields.length != 3 || !fields[2].matches("-?\\d{1,9}")) {
            return Optional.empty();
        }
        int code = Integer.parseInt(fields[2]);
        return Optional.of(new Trouble(informant, kind(informant, code), GpuValues.name(fields[1]) + " = " + code));
    }
}
