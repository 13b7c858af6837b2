package io.fastervox.environment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an environment can be ({@code python-embed/profiles.json}).
 *
 * @param title message key
 * @param note message key of what a person should know before it is built
 * @param device {@code cpu} or {@code cuda}
 * @param platforms by {@link PlatformId#id}
 * @param rules the first that fits a GPU decides; empty: fits every machine
 * @param computeTypes what is tried when no rule names its own, best first
 * @param fallback id of the profile to try next
 */
public record Profile(
        String id,
        String title,
        String device,
        Map<String, OnPlatform> platforms,
        List<Rule> rules,
        Optional<List<String>> computeTypes,
        Map<String, Need> components,
        Optional<String> fallback,
        Optional<String> note) {
    public Profile {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(device, "device");
        platforms = Map.copyOf(platforms);
        rules = List.copyOf(rules);
        computeTypes = computeTypes.map(List::copyOf);
        components = Map.copyOf(components);
        if (rules.isEmpty() && computeTypes.isEmpty()) {
            throw new IllegalArgumentException("profile " + id + " names no compute types");
        }
    }

    /** Whether the component belongs to this profile. */
    public boolean needs(Component component) {
        return components.get(component.name().toLowerCase(java.util.Locale.ROOT)) == Need.REQUIRED;
    }

    /**
     * A profile on one platform.
     *
     * @param lock name of its lock
     * @param downloadBytes all of its wheels
     * @param diskBytes the finished environment without the cached wheels
     */
    public record OnPlatform(String lock, long downloadBytes, long diskBytes) {
        public OnPlatform {
            Objects.requireNonNull(lock, "lock");
            if (downloadBytes <= 0 || diskBytes <= 0) {
                throw new IllegalArgumentException("sizes of " + lock);
            }
        }
    }

    /**
     * Which GPUs a profile serves and how.
     *
     * @param gpu for people who read the file
     * @param nameContains part of the GPU's name, if that matters
     * @param driver the oldest driver by platform
     * @param cuda the oldest CUDA version of a driver that does not tell its own version
     */
    public record Rule(
            String gpu,
            Range computeCapability,
            Optional<String> nameContains,
            Map<String, String> driver,
            String cuda,
            List<String> computeTypes) {
        public Rule {
            driver = Map.copyOf(driver);
            computeTypes = List.copyOf(computeTypes);
        }
    }

    /** Compute capabilities, both ends included, for example 7.0 to 8.9. */
    public record Range(String from, String to) {
        boolean contains(String version) {
            return Versions.ORDER.compare(from, version) <= 0 && Versions.ORDER.compare(version, to) <= 0;
        }
    }

    /** See {@link Component}. */
    public enum Need {
        REQUIRED("required"),
        NOT_NEEDED("not_needed");

        private final String json;

        Need(String json) {
            this.json = json;
        }

        @JsonValue
        String json() {
            return json;
        }
    }
}
