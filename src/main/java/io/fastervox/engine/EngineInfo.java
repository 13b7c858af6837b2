package io.fastervox.engine;

import java.util.List;
import java.util.Map;

/**
 * What a running engine says of itself.
 *
 * @param version of the worker
 * @param python its Python version
 * @param packages versions of the packages that decide the result
 * @param devices what it could compute on
 */
public record EngineInfo(String version, String python, Map<String, String> packages, List<Device> devices) {
    public EngineInfo {
        packages = Map.copyOf(packages);
        devices = List.copyOf(devices);
    }

    /** A device and the compute types it supports. */
    public record Device(String device, int index, List<String> computeTypes) {
        public Device {
            computeTypes = List.copyOf(computeTypes);
        }
    }
}
