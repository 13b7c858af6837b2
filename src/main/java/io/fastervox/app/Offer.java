package io.fastervox.app;

import io.fastervox.environment.Sources;
import io.fastervox.environment.Sources.Source;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A source as it is offered to this user.
 *
 * @param title message key; empty for one that the user named
 * @param address empty for the package index that pip names
 * @param why it stands where it stands
 */
record Offer(Optional<String> title, Optional<URI> address, Why why) {
    /** Why a source comes before or after others. */
    enum Why {
        NAMED,
        NEAR,
        FOR_ALL,
        FAR
    }

    static Offer named(URI address) {
        return new Offer(Optional.empty(), Optional.of(address), Why.NAMED);
    }

    /** Public sources for a user in this region, in groups, best first. */
    static List<List<Offer>> grouped(List<Source> sources, Optional<String> region) {
        return Sources.grouped(sources, region).stream()
                .map(group -> group.stream().map(source -> of(source, region)).toList())
                .toList();
    }

    private static Offer of(Source source, Optional<String> region) {
        Why why = source.region().isEmpty() ? Why.FOR_ALL : source.region().equals(region) ? Why.NEAR : Why.FAR;
        return new Offer(Optional.of(source.title()), source.url(), why);
    }
}
