package io.fastervox.hardware;

import java.util.List;

/**
 * What this machine is.
 *
 * @param system name of the operating system as Java gives it
 * @param architecture as Java gives it
 * @param memoryBytes physical memory; 0 when it cannot be told
 * @param gpus in the order in which the driver counts them
 */
public record HardwareFacts(String system, String architecture, Cpu cpu, long memoryBytes, List<Gpu> gpus) {
    public HardwareFacts {
        gpus = List.copyOf(gpus);
    }
}
