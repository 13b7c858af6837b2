package io.fastervox.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R5: what keeps a recording from being kept is named")
class RecordingErrorsTest {
    @TempDir
    Path folder;

    @Test
    @Reaches(ErrorCode.AUDIO_NOT_WAV)
    void aFileThatHoldsNoSamplesIsNoMicrophone() throws Exception {
        Path text = Files.writeString(folder.resolve("a.wav"), "words, not samples, and long enough to be looked at");
        WavMicrophones microphones = new WavMicrophones(text, false);

        AudioException e = assertThrows(AudioException.class, () -> microphones.open(Optional.empty()));

        assertEquals(
                List.of(ErrorCode.AUDIO_NOT_WAV, text),
                List.of(e.code(), e.arguments().get(0)));
    }

    @Test
    @Reaches(ErrorCode.RECORDING_NOT_WRITABLE)
    void aFolderThatIsAFileTakesNoRecording() throws Exception {
        Path file = Files.writeString(folder.resolve("recordings"), "x");
        try (RecordingStore store = new RecordingStore(file, Clock.systemUTC())) {
            AudioException e = assertThrows(AudioException.class, store::create);

            assertEquals(ErrorCode.RECORDING_NOT_WRITABLE, e.code());
        }
    }

    @Test
    @Reaches(ErrorCode.RECORDING_DISK_FULL)
    void aFullDiskIsToldApart() {
        AudioException e = RecordingStore.failure(new IOException("No space left on device"), folder.resolve("a.wav"));

        assertEquals(ErrorCode.RECORDING_DISK_FULL, e.code());
    }
}
