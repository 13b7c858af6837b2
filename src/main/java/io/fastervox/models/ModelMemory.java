package io.fastervox.models;

import java.util.Map;

/**
 * Memory to plan for a model, in bytes by compute type.
 *
 * @param vram on a GPU
 * @param ram on the CPU
 */
public record ModelMemory(Map<String, Long> vram, Map<String, Long> ram) {
    public ModelMemory {
        vram = Map.copyOf(vram);
        ram = Map.copyOf(ram);
    }
}
