package io.fastervox.hardware;

/**
 * The processor.
 *
 * @param vendor for example {@code GenuineIntel}; empty when it cannot be told
 * @param name as its maker calls it; empty when it cannot be told
 * @param physicalCores at least 1
 * @param logicalCores at least 1
 * @param avx2 whether it has 256-bit integer instructions, without which decoding is several times slower
 */
public record Cpu(String vendor, String name, int physicalCores, int logicalCores, boolean avx2) {}
