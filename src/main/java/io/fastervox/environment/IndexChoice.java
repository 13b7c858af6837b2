package io.fastervox.environment;

import io.fastervox.download.SourceOrder;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The package indexes that may serve.
 *
 * @param groups best first; within a group the fastest is best; an empty address stands for the default index
 */
public record IndexChoice(SourceOrder order, List<List<Optional<URI>>> groups) {
    public IndexChoice {
        groups = groups.stream().map(List::copyOf).toList();
    }

    /** Those that somebody named, in their order; none for the default index alone. */
    public static IndexChoice named(SourceOrder order, List<URI> indexes) {
        List<Optional<URI>> named = indexes.stream().map(Optional::of).toList();
        return new IndexChoice(
                order,
                named.isEmpty()
                        ? List.of(List.of(Optional.empty()))
                        : named.stream().map(List::of).toList());
    }
}
