package io.fastervox.models;

import io.fastervox.download.Addresses;
import io.fastervox.download.DownloadException;

/** Finds files of the package index. */
@FunctionalInterface
public interface WheelLocator {
    /**
     * Addresses that serve the file.
     *
     * @param name of the package
     * @param file name of the wheel
     * @throws DownloadException when no index can be asked or none has it
     */
    Addresses locate(String name, String file, String sha256) throws DownloadException, InterruptedException;
}
