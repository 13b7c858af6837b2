package io.fastervox.environment;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A finished environment and what is wrong with it.
 *
 * @param named whether {@code current.json} names it
 * @param damage sorted; files too many alone are none
 * @param packages what was found in the packages, if they were looked at by content
 */
record Finished(
        EnvironmentFolder folder,
        EnvironmentManifest manifest,
        boolean named,
        List<Problem> damage,
        Optional<PackageCheck> packages) {
    Finished {
        damage = List.copyOf(damage);
    }

    boolean isWhole() {
        return damage.isEmpty();
    }

    /** The environment that {@code current.json} names, if it is what is desired. */
    static Optional<Finished> live(EnvironmentStore store, Desired desired, boolean full, Clock clock)
            throws IOException, InterruptedException {
        Optional<EnvironmentFolder> current = store.current();
        return current.isPresent() ? of(current.get(), true, desired, full, clock) : Optional.empty();
    }

    /**
     * What is there of the desired: the live one, else any other whole one, else a damaged one. Others than the live one are
     * always looked at by content, because nothing says that they were finished lately.
     */
    static Optional<Finished> best(EnvironmentStore store, Desired desired, boolean full, Clock clock)
            throws IOException, InterruptedException {
        List<Finished> found = new ArrayList<>();
        live(store, desired, full, clock).ifPresent(found::add);
        if (found.stream().noneMatch(Finished::isWhole)) {
            Optional<EnvironmentFolder> current = store.current();
            for (EnvironmentFolder folder : store.all()) {
                if (!current.equals(Optional.of(folder))) {
                    of(folder, false, desired, true, clock).ifPresent(found::add);
                }
            }
        }
        return found.stream()
                .filter(Finished::isWhole)
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static Optional<Finished> of(
            EnvironmentFolder folder, boolean named, Desired desired, boolean full, Clock clock)
            throws IOException, InterruptedException {
        Optional<EnvironmentManifest> manifest = folder.manifest().filter(desired::isMetBy);
        return manifest.isPresent() ? Optional.of(of(folder, manifest.get(), named, full, clock)) : Optional.empty();
    }

    /** By content when that is asked for or due. */
    static Finished of(EnvironmentFolder folder, EnvironmentManifest manifest, boolean named, boolean full, Clock clock)
            throws IOException, InterruptedException {
        LastCheck last = new LastCheck(folder.root(), clock);
        if (!full && !last.isDue(manifest)) {
            return new Finished(folder, manifest, named, damage(folder.quickCheck(manifest)), Optional.empty());
        }
        EnvironmentFolder.Content content = folder.fullCheck(manifest);
        Finished found =
                new Finished(folder, manifest, named, damage(content.problems()), Optional.of(content.packages()));
        if (found.isWhole()) {
            last.passed();
        }
        return found;
    }

    private static List<Problem> damage(List<Problem> found) {
        return found.stream().filter(Problem::isDamage).toList();
    }
}
