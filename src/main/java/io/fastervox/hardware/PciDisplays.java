package io.fastervox.hardware;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The display controllers that Linux lists.
 *
 * @param devices {@code /sys/bus/pci/devices}
 */
record PciDisplays(Path devices) {
    private static final String DISPLAY_CLASS = "0x03";

    /** Sorted by address; empty where nothing can be read, as in many containers. */
    List<Gpu> list() {
        List<Gpu> found = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(devices)) {
            for (Path folder : folders) {
                if (text(folder, "class").startsWith(DISPLAY_CLASS)) {
                    gpu(folder).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.comparing(Gpu::id));
        return found;
    }

    private static Optional<Gpu> gpu(Path folder) throws IOException {
        String vendorId = text(folder, "vendor").replace("0x", "");
        Vendor vendor = Vendor.ofPciId(vendorId);
        Optional<String> pci = GpuValues.pci(String.valueOf(folder.getFileName()));
        if (vendor == Vendor.OTHER || pci.isEmpty()) {
            return Optional.empty();
        }
        String name = vendor + " " + vendorId + ":" + text(folder, "device").replace("0x", "");
        return Optional.of(new Gpu(
                vendor,
                pci.get(),
                name,
                pci,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Set.of(Informant.SYSTEM)));
    }

    private static String text(Path folder, String file) throws IOException {
        Path path = folder.resolve(file);
        return Files.isRegularFile(path)
                ? Files.readString(path, StandardCharsets.ISO_8859_1).strip()
                : "";
    }
}
