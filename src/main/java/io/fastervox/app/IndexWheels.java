package io.fastervox.app;

import io.fastervox.download.DownloadException;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.Environments;
import io.fastervox.models.WheelLocator;
import java.net.URI;
import java.util.List;

/** Finds the wheels that models are carried in, in the package index that the environments use. */
final class IndexWheels implements WheelLocator {
    private final Environments environments;

    IndexWheels(Environments environments) {
        this.environments = environments;
    }

    @Override
    public List<URI> locate(String name, String file) throws DownloadException, InterruptedException {
        try {
            return environments.packageIndex().locate(name, file);
        } catch (EnvironmentException e) {
            throw new DownloadException(e.code(), "the package index: " + e.getMessage(), e, e.arguments());
        }
    }
}
