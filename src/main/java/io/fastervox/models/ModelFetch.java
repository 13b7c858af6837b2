package io.fastervox.models;

import io.fastervox.download.DownloadException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Brings all files of a model from one source into its folder; files that are there and right are left alone. */
interface ModelFetch {
    /**
     * Fetches what is missing and returns all files.
     *
     * @throws IOException when a file of ours cannot be read or written
     */
    List<StoredFile> into(Path folder, GetListener listener)
            throws DownloadException, IOException, InterruptedException;
}
