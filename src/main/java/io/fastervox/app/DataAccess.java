package io.fastervox.app;

import io.fastervox.environment.EnvironmentException;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether this user may look into the data folder, which somebody else may have made. */
final class DataAccess {
    private DataAccess() {}

    /**
     * Looks into the folder and those in it: what cannot be seen would count as missing.
     *
     * @throws EnvironmentException {@code DATA_FOLDER_UNREADABLE}: {@code {0}} the first that does not open
     */
    static void require(Path data) throws EnvironmentException {
        if (Files.isDirectory(data)) {
            for (Path inside : folders(data)) {
                folders(inside);
            }
        }
    }

    private static List<Path> folders(Path folder) throws EnvironmentException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, Files::isDirectory)) {
            List<Path> folders = new ArrayList<>();
            found.forEach(folders::add);
            return folders;
        } catch (AccessDeniedException e) {
            throw new EnvironmentException(
                    ErrorCode.DATA_FOLDER_UNREADABLE, folder + " does not open", e, List.of(folder.toString()));
        } catch (IOException | DirectoryIteratorException e) {
            return List.of(); // whoever needs what is in it will say what is wrong
        }
    }
}
