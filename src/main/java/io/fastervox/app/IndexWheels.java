package io.fastervox.app;

import io.fastervox.download.Addresses;
import io.fastervox.download.DownloadException;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.Environments;
import io.fastervox.environment.PackageIndex;
import io.fastervox.models.WheelLocator;
import org.jspecify.annotations.Nullable;

/** Finds the wheels that models are carried in, in the package index that the environments use. */
final class IndexWheels implements WheelLocator {
    private final Environments environments;
    private @Nullable PackageIndex index;

    IndexWheels(Environments environments) {
        this.environments = environments;
    }

    @Override
    public Addresses locate(String name, String file, String sha256) throws DownloadException, InterruptedException {
        try {
            return index().locate(name, file, sha256);
        } catch (EnvironmentException e) {
            throw new DownloadException(e.code(), "the package index: " + e.getMessage(), e, e.arguments());
        }
    }

    private synchronized PackageIndex index() throws EnvironmentException, DownloadException, InterruptedException {
        if (index == null) {
            index = environments.packageIndex(); // costs the start of a Python
        }
        return index;
    }
}
