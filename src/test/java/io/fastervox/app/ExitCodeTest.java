package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    USAGE,                 2
                    FORMAT_UNKNOWN,        2
                    LANGUAGE_UNKNOWN,      2
                    LANGUAGE_NOT_IN_MODEL, 2
                    TASK_NOT_IN_MODEL,     2
                    MODEL_UNKNOWN,         2
                    PROFILE_UNKNOWN,       2
                    AUDIO_MISSING,         1
                    AUDIO_AWAY,            1
                    STDOUT_LOST,           1
                    WORKER_CRASHED,        1
                    OFFLINE,               3
                    ENVIRONMENT_IN_USE,    3
                    MODEL_MISSING,         3
                    DEVICE_UNAVAILABLE,    3
                    CANCELLED,             130
                    TRANSCRIPTION_INTERRUPTED, 130
                    """)
    void anErrorHasTheExitCodeThatTheHelpTells(ErrorCode code, int exitCode) {
        assertEquals(exitCode, ExitCode.of(code));
    }
}
