package io.fastervox.hardware;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * A graphics processor. What cannot be told is empty.
 *
 * @param id that stays the same when the order changes: NVIDIA's UUID, else the PCI address, else the name
 * @param name as its maker calls it
 * @param pci address such as {@code 0000:01:00.0}
 * @param index among the GPUs that CUDA counts, in the order of PCI addresses
 * @param driver version of its driver, as NVIDIA counts, for example {@code 571.96}
 * @param computeCapability of NVIDIA GPUs, for example {@code 8.6}
 * @param memoryBytes in all
 * @param freeBytes when it was asked
 * @param seenBy who knows it
 */
public record Gpu(
        Vendor vendor,
        String id,
        String name,
        Optional<String> pci,
        OptionalInt index,
        Optional<String> driver,
        Optional<String> computeCapability,
        OptionalLong memoryBytes,
        OptionalLong freeBytes,
        Set<Informant> seenBy) {
    public Gpu {
        seenBy = java.util.Collections.unmodifiableSet(new TreeSet<>(seenBy));
    }

    /** Whether its driver answers; otherwise only the operating system lists it. */
    public boolean answers() {
        return !seenBy.equals(Set.of(Informant.SYSTEM));
    }

    /** The memory that can be planned with: what is free, or all when that is not known. */
    public OptionalLong usableBytes() {
        return freeBytes.isPresent() ? freeBytes : memoryBytes;
    }

    Gpu withDriver(Optional<String> version) {
        return new Gpu(vendor, id, name, pci, index, version, computeCapability, memoryBytes, freeBytes, seenBy);
    }

    Gpu withIndex(OptionalInt position, Set<Informant> informants) {
        return new Gpu(vendor, id, name, pci, position, driver, computeCapability, memoryBytes, freeBytes, informants);
    }

    Gpu withoutFreeBytes() {
        return new Gpu(
                vendor, id, name, pci, index, driver, computeCapability, memoryBytes, OptionalLong.empty(), seenBy);
    }
}
