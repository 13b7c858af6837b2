package io.fastervox.app;

import io.fastervox.support.ErrorCode;

/** The exit codes of {@code fvox}; documented in {@code fvox --help}, never renumbered. */
final class ExitCode {
    static final int OK = 0;
    /** The work, or a part of it, failed: a file could not be transcribed, a check found damage. */
    static final int FAILED = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** The program cannot work here yet: no environment, no model, no network, no such device. */
    static final int NOT_READY = 3;
    /** Ended by Ctrl-C, as shells expect it (128 + SIGINT). */
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    static int of(ErrorCode code) {
        return switch (code) {
            case USAGE,
                    FORMAT_UNKNOWN,
                    LANGUAGE_UNKNOWN,
                    LANGUAGE_NOT_IN_MODEL,
                    TASK_NOT_IN_MODEL,
                    MODEL_UNKNOWN,
                    PROFILE_UNKNOWN,
                    POLICY_HOLDS -> USAGE;
            case INTERRUPTED, TRANSCRIPTION_INTERRUPTED, CANCELLED -> INTERRUPTED;
            case INTERNAL,
                    SETTINGS_UNREADABLE,
                    DICTATION_OFF,
                    FILES_OFF,
                    POLICY_UNREADABLE,
                    POLICY_INVALID,
                    POLICY_FIELD_UNKNOWN,
                    HISTORY_UNREADABLE,
                    HISTORY_NOT_WRITTEN,
                    HISTORY_ENTRY_MISSING,
                    AUDIO_MISSING,
                    AUDIO_AWAY,
                    AUDIO_UNREADABLE,
                    AUDIO_EMPTY,
                    AUDIO_NOT_MEDIA,
                    AUDIO_NO_TRACK,
                    AUDIO_TRUNCATED,
                    AUDIO_NOT_WAV,
                    RECORDING_DISK_FULL,
                    RECORDING_NOT_WRITABLE,
                    OUTPUT_EXISTS,
                    OUTPUT_NOT_WRITABLE,
                    REPORT_NOT_WRITTEN,
                    AGENT_UNRESPONSIVE,
                    STDOUT_LOST,
                    WORKER_CRASHED,
                    WORKER_UNRESPONSIVE,
                    OUT_OF_MEMORY -> FAILED;
            default -> NOT_READY;
        };
    }
}
