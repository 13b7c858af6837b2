package io.fastervox.audio;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A WAV file that plays the part of a microphone: for machines without one, for measurements, and for tests. */
public final class WavMicrophones implements Microphones {
    private final Path file;
    private final boolean realTime;

    /** @param realTime whether it takes as long as the file sounds; otherwise it is over at once */
    public WavMicrophones(Path file, boolean realTime) {
        this.file = file;
        this.realTime = realTime;
    }

    @Override
    public List<String> names() {
        return List.of(name());
    }

    /** @throws AudioException {@code AUDIO_MISSING}, {@code AUDIO_UNREADABLE} or {@code AUDIO_NOT_WAV} */
    @Override
    public CaptureLine open(Optional<String> wanted) throws AudioException {
        return new WavLine(name(), samples(), realTime, System::nanoTime);
    }

    private String name() {
        return String.valueOf(file.getFileName());
    }

    private byte[] samples() throws AudioException {
        try (InputStream content = new BufferedInputStream(Files.newInputStream(file));
                AudioInputStream in = AudioSystem.getAudioInputStream(content)) {
            AudioFormat format = in.getFormat();
            if (!format.getEncoding().equals(AudioFormat.Encoding.PCM_SIGNED)
                    || format.getSampleSizeInBits() != 8 * Pcm.BYTES_PER_SAMPLE
                    || format.isBigEndian()) {
                throw new AudioException(ErrorCode.AUDIO_NOT_WAV, format.toString(), file);
            }
            SampleConversion conversion =
                    SampleConversion.from(Math.round(format.getSampleRate()), format.getChannels());
            byte[] raw = in.readAllBytes();
            conversion.put(raw, raw.length - raw.length % format.getFrameSize());
            byte[] samples = new byte[conversion.available()];
            conversion.take(samples, 0);
            return samples;
        } catch (UnsupportedAudioFileException e) {
            throw new AudioException(ErrorCode.AUDIO_NOT_WAV, e.toString(), e, List.of(file));
        } catch (NoSuchFileException e) {
            throw new AudioException(ErrorCode.AUDIO_MISSING, e.toString(), e, List.of(file));
        } catch (IOException e) {
            throw new AudioException(ErrorCode.AUDIO_UNREADABLE, e.toString(), e, List.of(file, IoReason.of(e)));
        }
    }
}
