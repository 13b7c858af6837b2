package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what is there; changes nothing but the note of a check that passed. */
record Inspection(Site site, Clock clock) {
    Optional<ReadyEnvironment> live() throws EnvironmentException {
        try {
            Optional<EnvironmentFolder> current = site.store().current();
            return current.isPresent() ? current.get().ready() : Optional.empty();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    Optional<ReadyEnvironment> outdated(String profileId) throws EnvironmentException, InterruptedException {
        Desired desired = site.desired(profileId);
        try {
            Optional<EnvironmentFolder> current = site.store().current();
            Optional<EnvironmentManifest> manifest =
                    current.isPresent() ? current.get().manifest() : Optional.empty();
            boolean serves = manifest.isPresent()
                    && manifest.get().profile().equals(desired.profile().id())
                    && !desired.isMetBy(manifest.get())
                    && Finished.of(current.get(), manifest.get(), true, false, clock)
                            .isWhole()
                    && BaseStore.isWhole(
                            site.layout().bases().resolve(manifest.get().base()));
            return serves ? current.get().ready() : Optional.empty();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    EnvironmentStatus status(String profileId) throws EnvironmentException {
        Desired desired = site.desired(profileId);
        try {
            return new StatusReading(site.layout(), site.bases(), site.store(), desired).read();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    List<Problem> check(boolean full) throws EnvironmentException, InterruptedException {
        try {
            Optional<EnvironmentFolder> current = site.store().current();
            Optional<EnvironmentManifest> manifest =
                    current.isPresent() ? current.get().manifest() : Optional.empty();
            if (manifest.isEmpty()) {
                throw new EnvironmentException(
                        ErrorCode.ENVIRONMENT_MISSING,
                        "no environment in " + site.layout().data(),
                        site.layout().data());
            }
            List<Problem> problems = new ArrayList<>(site.bases().check(full));
            List<Problem> found = full
                    ? current.get().fullCheck(manifest.get()).problems()
                    : current.get().quickCheck(manifest.get());
            if (full && found.stream().noneMatch(Problem::isDamage)) {
                new LastCheck(current.get().root(), clock).passed();
            }
            problems.addAll(found);
            problems.sort(null);
            return problems;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private EnvironmentException failure(IOException e) {
        return EnvironmentException.of(e, site.layout().data());
    }
}
