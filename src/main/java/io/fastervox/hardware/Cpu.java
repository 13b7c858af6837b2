package io.fastervox.hardware;

import java.util.Set;
import java.util.TreeSet;

/**
 * The processor.
 *
 * @param vendor for example {@code GenuineIntel}; empty when it cannot be told
 * @param name as its maker calls it; empty when it cannot be told
 * @param physicalCores at least 1
 * @param logicalCores at least 1
 * @param instructionSets that it has, in the order of the enumeration; empty when it cannot be told
 */
public record Cpu(
        String vendor, String name, int physicalCores, int logicalCores, Set<InstructionSet> instructionSets) {
    public Cpu {
        instructionSets = java.util.Collections.unmodifiableSet(new TreeSet<>(instructionSets));
    }

    public boolean has(InstructionSet instructionSet) {
        return instructionSets.contains(instructionSet);
    }
}
