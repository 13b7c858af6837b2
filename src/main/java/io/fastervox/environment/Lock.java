package io.fastervox.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fastervox.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which wheels an environment consists of ({@code python-embed/locks/*.json}).
 *
 * @param name for example {@code cpu-linux}
 * @param id of the set of wheels: the same wheels always give the same id
 * @param python minor version, for example {@code 3.12}
 * @param platform see {@link PlatformId#id}
 * @param made with what and when; for people
 */
public record Lock(
        @JsonProperty("lock") String name,
        String id,
        String python,
        String platform,
        Map<String, String> made,
        List<LockedWheel> wheels) {
    private static final int ID_DIGITS = 12;

    public Lock {
        made = Map.copyOf(made);
        wheels = List.copyOf(wheels);
        Set<String> names = new HashSet<>();
        for (LockedWheel wheel : wheels) {
            if (!names.add(wheel.name())) {
                throw new IllegalArgumentException(wheel.name() + " comes twice");
            }
        }
        String computed = idOf(wheels);
        if (!computed.equals(id)) {
            throw new IllegalArgumentException("id " + id + " does not fit the wheels (" + computed + ")");
        }
    }

    /** Bytes of all wheels. */
    public long bytes() {
        return Fetching.bytes(wheels);
    }

    /** Package → version. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        wheels.forEach(wheel -> versions.put(wheel.name(), wheel.version()));
        return versions;
    }

    private static String idOf(List<LockedWheel> wheels) {
        StringBuilder lines = new StringBuilder();
        wheels.stream()
                .sorted(Comparator.comparing(LockedWheel::name))
                .forEach(wheel -> lines.append(wheel.name())
                        .append(' ')
                        .append(wheel.version())
                        .append(' ')
                        .append(wheel.sha256())
                        .append('\n'));
        return Sha256.of(lines.toString().getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }
}
