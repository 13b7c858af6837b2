package io.fastervox.hardware;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A graphics processor.
 *
 * @param id that stays the same when the order changes
 * @param name as its maker calls it
 * @param driver version of its driver
 * @param computeCapability of NVIDIA GPUs, for example {@code 8.6}
 * @param memoryBytes in all
 * @param freeBytes when it was asked
 */
public record Gpu(
        String id,
        String name,
        Optional<String> driver,
        Optional<String> computeCapability,
        OptionalLong memoryBytes,
        OptionalLong freeBytes) {}
