package io.fastervox.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WavMicrophonesTest {
    @TempDir
    Path folder;

    private Path wav(int rate, int channels, int bits) throws IOException {
        AudioFormat format = new AudioFormat(rate, bits, channels, bits > 8, false);
        byte[] second = new byte[rate * format.getFrameSize()];
        Path file = folder.resolve("clip.wav");
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(second), format, rate),
                AudioFileFormat.Type.WAVE,
                file.toFile());
        return file;
    }

    private static CaptureLine open(Path file) throws AudioException {
        return new WavMicrophones(file, false).open(Optional.empty());
    }

    private ErrorCode refused(Path file) {
        return assertThrows(AudioException.class, () -> open(file)).code();
    }

    @Test
    void whatIsNotOursIsConverted() throws Exception {
        int bytes = 0;
        try (CaptureLine line = open(wav(48_000, 2, 16))) {
            byte[] into = new byte[Pcm.CHUNK_BYTES];
            for (int count = line.read(into, 0); count != CaptureLine.END; count = line.read(into, 0)) {
                bytes += count;
            }
        }

        assertEquals(1000, Pcm.duration(bytes).toMillis(), 5);
    }

    @Test
    void whatCannotBeTakenIsRefusedWithItsReason() throws Exception {
        assertEquals(ErrorCode.AUDIO_NOT_WAV, refused(wav(16_000, 1, 8)));
        assertEquals(ErrorCode.AUDIO_NOT_WAV, refused(Files.writeString(folder.resolve("text.wav"), "no sound")));
        assertEquals(ErrorCode.AUDIO_MISSING, refused(folder.resolve("missing.wav")));
    }
}
