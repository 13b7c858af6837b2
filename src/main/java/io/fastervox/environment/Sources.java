package io.fastervox.environment;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Public sources, in the order in which they are offered ({@code python-embed/sources.json}). */
public record Sources(List<String> about, List<Source> indexes, List<Source> hubs, List<Source> python) {
    public Sources {
        about = List.copyOf(about);
        indexes = List.copyOf(indexes);
        hubs = List.copyOf(hubs);
        python = List.copyOf(python);
    }

    /**
     * One source.
     *
     * @param title message key
     * @param url empty for the package index that the shipped pip names
     * @param region where it is meant for, for example {@code cn}
     */
    public record Source(String id, String title, Optional<URI> url, Optional<String> region) {
        public Source {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(title, "title");
        }
    }
}
