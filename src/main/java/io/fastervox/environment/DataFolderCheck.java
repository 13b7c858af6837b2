package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.Map;

/** Refuses data folders where an environment would break later. */
record DataFolderCheck(PlatformId platform, Map<String, String> variables) {
    /** The longest path inside an environment has 125 characters, Windows allows 260. */
    static final int LONGEST_ENVIRONMENT = 110;

    /** Digits that the number of a folder may have. */
    private static final int NUMBER_DIGITS = 3;

    /** @throws EnvironmentException {@code DATA_FOLDER_UNSUITABLE} with {0} the folder and {1} why */
    void require(Layout layout, Desired desired) throws EnvironmentException {
        if (platform != PlatformId.WINDOWS) {
            return;
        }
        String longest = layout.environments().resolve(desired.folderPrefix()).toString();
        int length = longest.length() + NUMBER_DIGITS;
        if (length > LONGEST_ENVIRONMENT) {
            throw unsuitable(layout.data(), "path of " + length + " characters, at most " + LONGEST_ENVIRONMENT);
        }
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            boolean oneDrive = variable.getKey().matches("(?i)OneDrive(Consumer|Commercial)?");
            if (oneDrive && !variable.getValue().isBlank() && layout.data().startsWith(Path.of(variable.getValue()))) {
                throw unsuitable(layout.data(), "in OneDrive");
            }
        }
    }

    private static EnvironmentException unsuitable(Path data, String reason) {
        return new EnvironmentException(ErrorCode.DATA_FOLDER_UNSUITABLE, data + ": " + reason, data, reason);
    }
}
