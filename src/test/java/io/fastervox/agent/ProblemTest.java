package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {
    /** What only commands do. */
    static final Set<String> OF_THE_CONSOLE = Set.of(
            "REPORT_NOT_WRITTEN",
            "AUDIO_NOT_WAV",
            "BUNDLE_FOREIGN",
            "BUNDLE_UNSAFE",
            "BUNDLE_PLATFORM",
            "TRANSCRIPTION_INTERRUPTED");

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    @DisplayName("R22: whoever uses the tray is not sent to a console")
    void noAdviceOfMenuAndWindowsNamesACommand(String language) {
        Messages messages = Messages.in(Locale.forLanguageTag(language));
        List<String> arguments = List.of("a", "b", "c", "d", "e");

        Set<String> commands = Stream.of(ErrorCode.values())
                .filter(code -> new Problem(code, List.copyOf(arguments))
                        .advice(messages)
                        .contains("fvox "))
                .map(ErrorCode::name)
                .collect(Collectors.toSet());

        assertEquals(OF_THE_CONSOLE, commands);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"DATA_FOLDER_NOT_WRITABLE", "OFFLINE", "TLS_UNTRUSTED", "DISK_FULL", "ENVIRONMENT_IN_USE"})
    @DisplayName("R16: what another program, a log-in page or the person elsewhere may end is tried again by itself")
    void whatMayPassIsTriedAgain(ErrorCode code) {
        assertTrue(new Problem(code, List.of()).mayPass());
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {
                "ENVIRONMENT_DAMAGED",
                "ENVIRONMENT_SELF_TEST_FAILED",
                "WORKER_START_FAILED",
                "WORKER_CRASHED",
                "WORKER_PROTOCOL"
            })
    @DisplayName("R16: a worker that fails has every file looked at")
    void whatDamageMayBeTheReasonOfAsksForARepair(ErrorCode code) {
        assertTrue(new Problem(code, List.of()).asksForRepair());
    }
}
