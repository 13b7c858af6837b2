package io.fastervox.desktop.windows;

import java.util.Optional;

/** Reads what {@code QueryDosDeviceW} says of a drive letter. */
final class DosDevice {
    private static final String OBJECT = "\\??\\";
    private static final String UNC_OBJECT = "\\??\\UNC\\";

    private DosDevice() {}

    /**
     * The folder that {@code subst} gave the letter to; empty for a volume's own letter.
     *
     * @param definition for example {@code \??\C:\Users\me} or {@code \Device\HarddiskVolume3}
     */
    static Optional<String> substituted(String definition) {
        if (definition.startsWith(UNC_OBJECT)) {
            return Optional.of("\\\\" + definition.substring(UNC_OBJECT.length()));
        }
        if (!definition.startsWith(OBJECT)) {
            return Optional.empty();
        }
        String folder = definition.substring(OBJECT.length());
        return Optional.of(folder.endsWith(":") ? folder + "\\" : folder);
    }
}
