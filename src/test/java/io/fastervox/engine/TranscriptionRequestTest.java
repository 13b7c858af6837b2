package io.fastervox.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptionRequestTest {
    private static TranscriptionRequest request(int beamSize, Optional<String> language, double start) {
        return new TranscriptionRequest(
                Path.of("a.wav"),
                language,
                Task.TRANSLATE,
                beamSize,
                true,
                false,
                Optional.of("prompt"),
                Optional.of("words"),
                OptionalInt.of(1),
                start);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 101})
    void refusesBeamSizesThatTheWorkerWouldRefuse(int beamSize) {
        assertThrows(IllegalArgumentException.class, () -> request(beamSize, Optional.empty(), 0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refusesStartsThatAreNoTime(double start) {
        assertThrows(IllegalArgumentException.class, () -> request(5, Optional.empty(), start));
    }

    @Test
    void resumesElsewhereWithAllElseUnchanged() {
        assertEquals(
                request(5, Optional.of("de"), 12.5),
                request(5, Optional.empty(), 0).resumedAt(12.5, Optional.of("de")));
    }

    @Test
    void keepsItsLanguageWhenNoneIsKnownBetter() {
        assertEquals(
                request(5, Optional.of("en"), 3),
                request(5, Optional.of("en"), 0).resumedAt(3, Optional.empty()));
    }

    @Test
    void aDictationStaysOneInWhateverFormItIsAskedFor() {
        TranscriptionRequest dictation = request(1, Optional.of("en"), 0).dictated();
        Resume interrupted =
                new Resume(new Checkpoint(4200, List.of(), 41.5, 0, 0), Optional.of("en"), 1, List.of(), 0);

        assertEquals(
                List.of(true, true, true, true),
                List.of(
                        dictation.batched(true).dictation(),
                        dictation.wordTimestamps(false).dictation(),
                        dictation.resumed(interrupted).dictation(),
                        dictation.resumedAt(3, Optional.empty()).dictation()));
    }
}
