package io.fastervox.environment;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Public sources, in the order in which they are offered ({@code python-embed/sources.json}). */
public record Sources(
        List<String> about, List<Source> indexes, List<Source> hubs, List<Source> python, List<Publisher> publishers) {
    public Sources {
        about = List.copyOf(about);
        indexes = List.copyOf(indexes);
        hubs = List.copyOf(hubs);
        python = List.copyOf(python);
        publishers = List.copyOf(publishers);
    }

    /**
     * Sources in groups, best first: those meant for this region, then those meant for everybody, then those of other
     * regions.
     *
     * @param region where this machine is, for example {@code cn}; empty where no source is meant for
     */
    public static List<List<Source>> grouped(List<Source> sources, Optional<String> region) {
        Comparator<Source> preference = Comparator.comparing(source -> {
            boolean here = source.region().isPresent() && source.region().equals(region);
            return here ? 0 : source.region().isEmpty() ? 1 : 2;
        });
        List<List<Source>> groups = new ArrayList<>();
        for (Source source : sources.stream().sorted(preference).toList()) {
            boolean begins = groups.isEmpty()
                    || preference.compare(groups.get(groups.size() - 1).get(0), source) != 0;
            if (begins) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1).add(source);
        }
        return groups;
    }

    /**
     * Who publishes wheels that no package index has.
     *
     * @param index its own index (PEP 503), whose word on a file is taken; {@code https}
     * @param files folders that hold the files, in the order in which they are tried
     */
    public record Publisher(String id, URI index, List<URI> files) {
        public Publisher {
            Objects.requireNonNull(id, "id");
            if (!"https".equals(index.getScheme())) {
                throw new IllegalArgumentException("a digest is only believed over TLS: " + index);
            }
            files = List.copyOf(files);
        }
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
