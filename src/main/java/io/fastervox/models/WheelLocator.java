package io.fastervox.models;

import io.fastervox.download.DownloadException;
import java.net.URI;
import java.util.List;

/** Finds files of the package index. */
@FunctionalInterface
public interface WheelLocator {
    /**
     * Addresses that serve the file, best first.
     *
     * @param name of the package
     * @param file name of the wheel
     * @throws DownloadException when no index can be asked or none has it
     */
    List<URI> locate(String name, String file) throws DownloadException, InterruptedException;
}
