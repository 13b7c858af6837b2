package io.fastervox.app;

import io.fastervox.download.DownloadException;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.Environments;
import io.fastervox.environment.PackageIndex;
import io.fastervox.models.WheelLocator;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the wheels that models are carried in, in the package index that the environments use. */
final class IndexWheels implements WheelLocator {
    private final Environments environments;
    private @Nullable PackageIndex index;

    IndexWheels(Environments environments) {
        this.environments = environments;
    }

    @Override
    public List<URI> locate(String name, String file) throws DownloadException, InterruptedException {
        try {
            return index().locate(name, file);
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
