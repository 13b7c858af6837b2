package io.fastervox.agent;

import io.fastervox.support.ErrorCode;

/** What one click can do about a problem. */
public enum Remedy {
    RETRY,
    USE_CPU,
    SETTINGS,
    /** The system's switch that lets programs hear the microphone. */
    MICROPHONE_PRIVACY,
    OPEN_FOLDER,
    NONE;

    static Remedy of(ErrorCode code) {
        return switch (code) {
            case DEVICE_UNAVAILABLE, COMPUTE_TYPE_UNSUPPORTED, OUT_OF_MEMORY -> USE_CPU;
            case MICROPHONE_BLOCKED -> MICROPHONE_PRIVACY;
            case MODEL_UNKNOWN,
                    HOTKEY_TAKEN,
                    HOTKEY_REFUSED,
                    HOTKEY_UNHEARD,
                    MICROPHONE_MISSING,
                    MICROPHONE_OTHER,
                    MODEL_FOLDER_INVALID,
                    LANGUAGE_UNKNOWN,
                    LANGUAGE_NOT_IN_MODEL,
                    TASK_NOT_IN_MODEL,
                    PROFILE_UNKNOWN,
                    SETTINGS_INVALID,
                    REPLACEMENT_INVALID,
                    VOCABULARY_TOO_LONG -> SETTINGS;
            case SETTINGS_UNREADABLE,
                    DATA_FOLDER_NOT_WRITABLE,
                    DATA_FOLDER_ON_NETWORK,
                    DATA_FOLDER_SYNCHRONISED,
                    DATA_FOLDER_TOO_LONG -> OPEN_FOLDER;
            case AUDIO_MISSING,
                    AUDIO_UNREADABLE,
                    AUDIO_EMPTY,
                    AUDIO_NOT_MEDIA,
                    AUDIO_NO_TRACK,
                    OUTPUT_EXISTS,
                    PLATFORM_UNSUPPORTED,
                    DICTATION_OFF,
                    FILES_OFF,
                    POLICY_HOLDS,
                    POLICY_UNREADABLE,
                    POLICY_INVALID,
                    POLICY_FIELD_UNKNOWN,
                    PROGRAM_FILE_MISSING,
                    DATA_FOLDER_INVALID -> NONE;
            default -> RETRY;
        };
    }
}
