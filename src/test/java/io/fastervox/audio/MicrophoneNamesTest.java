package io.fastervox.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrophoneNamesTest {
    private static final List<String> NAMES =
            List.of("Mic", "Microphone (USB Audio Device)", "Microphone (Realtek High Defini");

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            Mic,                                        Mic
            Microphone (USB,                            Microphone (USB Audio Device)
            Microphone (Realtek High Definition Audio), Microphone (Realtek High Defini
            Microphones,                                -
            Headset,                                    -
            '',                                         -
            """)
    void theVeryNameOrItsBeginningIsTakenAndOneThatTheSystemCut(String wanted, String found) {
        assertEquals(Optional.ofNullable(found), MicrophoneNames.find(wanted, NAMES));
    }
}
