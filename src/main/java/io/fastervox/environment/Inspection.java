package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what is there; changes nothing. */
record Inspection(Site site) {
    Optional<ReadyEnvironment> live() throws EnvironmentException {
        try {
            Optional<EnvironmentFolder> current = site.store().current();
            return current.isPresent() ? current.get().ready() : Optional.empty();
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
            problems.addAll(
                    full
                            ? current.get().fullCheck(manifest.get())
                            : current.get().quickCheck(manifest.get()));
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
