package io.fastervox.hardware;

import java.util.Locale;
import java.util.stream.Stream;

/** Who makes a GPU. */
public enum Vendor {
    NVIDIA("10de"),
    AMD("1002"),
    INTEL("8086"),
    /** Virtual and other displays, which are no GPUs to compute on. */
    OTHER("");

    private final String pciId;

    Vendor(String pciId) {
        this.pciId = pciId;
    }

    /** By the four hexadecimal digits that PCI knows the vendor by. */
    static Vendor ofPciId(String digits) {
        String wanted = digits.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(vendor -> vendor.pciId.equals(wanted))
                .findFirst()
                .orElse(OTHER);
    }
}
