package io.fastervox.environment;

import io.fastervox.desktop.Folders;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds the folder that an environment is built below; whoever asks builds there and nowhere else. */
public final class BuildFolder {
    private final Folders folders;
    private final PlatformId platform;

    public BuildFolder(Folders folders, PlatformId platform) {
        this.folders = folders;
        this.platform = platform;
    }

    /**
     * Decides before anything is fetched.
     *
     * @param data the data folder; need not exist
     * @return {@code data} or another name of the same folder; on Linux, where none of the reasons exist, always {@code data}
     * @throws EnvironmentException with the code of the {@link Refusal}, the folder and the detail
     */
    public Path choose(Path data) throws EnvironmentException {
        if (platform == PlatformId.LINUX) {
            return data;
        }
        try {
            return folder(BuildFolderDecision.of(folders.facts(data)));
        } catch (IOException e) {
            throw new EnvironmentException(
                    ErrorCode.DATA_FOLDER_NOT_WRITABLE, "no answer about " + data, e, List.of(data, IoReason.of(e)));
        }
    }

    private static Path folder(BuildFolderDecision decision) throws EnvironmentException {
        if (decision instanceof BuildFolderDecision.Refuse refuse) {
            throw new EnvironmentException(
                    refuse.reason().code(),
                    "cannot build in " + refuse.folder() + ": " + refuse.reason() + " " + refuse.detail(),
                    refuse.folder(),
                    refuse.detail());
        }
        return ((BuildFolderDecision.Use) decision).folder();
    }
}
