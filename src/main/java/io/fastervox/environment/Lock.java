package io.fastervox.environment;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fastervox.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which wheels an environment consists of ({@code python-embed/locks/*.json}).
 *
 * @param name for example {@code cpu-linux}
 * @param id of the set of wheels: the same wheels always give the same id
 * @param python minor version, for example {@code 3.12}
 * @param platform see {@link PlatformId#id}
 * @param made with what and when; for people
 * @param wheels whose SHA-256 is known
 * @param published those that only their publishers have; once they are stated they are among the wheels too
 */
public record Lock(
        @JsonProperty("lock") String name,
        String id,
        String python,
        String platform,
        Map<String, String> made,
        List<LockedWheel> wheels,
        Optional<List<PublishedWheel>> published) {
    private static final int ID_DIGITS = 12;

    public Lock {
        made = Map.copyOf(made);
        wheels = List.copyOf(wheels);
        published = published.map(List::copyOf);
        Set<String> names = new HashSet<>();
        for (LockedWheel wheel : wheels) {
            if (!names.add(wheel.name())) {
                throw new IllegalArgumentException(wheel.name() + " comes twice");
            }
        }
        String computed = idOf(wheels, published.orElse(List.of()));
        if (!computed.equals(id)) {
            throw new IllegalArgumentException("id " + id + " does not fit the wheels (" + computed + ")");
        }
    }

    /** Those of the published wheels whose SHA-256 is not known yet. */
    List<PublishedWheel> unstated() {
        Set<String> stated = wheels.stream().map(LockedWheel::name).collect(Collectors.toSet());
        return published.orElse(List.of()).stream()
                .filter(wheel -> !stated.contains(wheel.name()))
                .toList();
    }

    /** The same set of wheels with what the publishers have stated. */
    Lock with(List<LockedWheel> stated) {
        List<LockedWheel> all = new ArrayList<>(wheels);
        all.addAll(stated);
        return new Lock(name, id, python, platform, made, all, published);
    }

    /** Every file that has to be fetched, and its size. */
    SortedMap<String, Long> sizes() {
        SortedMap<String, Long> sizes = new TreeMap<>();
        unstated().forEach(wheel -> sizes.put(wheel.file(), wheel.bytes()));
        wheels.forEach(wheel -> sizes.put(wheel.file(), wheel.bytes()));
        return sizes;
    }

    /** Bytes of all wheels. */
    public long bytes() {
        return sizes().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Package → version. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        unstated().forEach(wheel -> versions.put(wheel.name(), wheel.version()));
        wheels.forEach(wheel -> versions.put(wheel.name(), wheel.version()));
        return versions;
    }

    /** A published wheel has its publisher in place of the hash, which is not known when the lock is made. */
    private static String idOf(List<LockedWheel> wheels, List<PublishedWheel> published) {
        SortedMap<String, String> lines = new TreeMap<>();
        wheels.forEach(wheel -> lines.put(wheel.name(), wheel.version() + ' ' + wheel.sha256()));
        published.forEach(wheel -> lines.put(wheel.name(), wheel.version() + ' ' + wheel.publisher()));
        StringBuilder text = new StringBuilder();
        lines.forEach((name, rest) -> text.append(name).append(' ').append(rest).append('\n'));
        return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8)).substring(0, ID_DIGITS);
    }
}
