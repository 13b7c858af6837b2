package io.fastervox.audio;

import java.time.Duration;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.Clip;
import javax.sound.sampled.LineEvent;
import javax.sound.sampled.LineUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sound that says "speak now", for {@link RecordingListener#started}. A loudspeaker plays it into the open microphone, so
 * it is short, soft and a pure tone, which is nothing that a model of speech hears as a word.
 */
public final class Chime {
    static final int RATE = 44_100;
    static final Duration LENGTH = Duration.ofMillis(60);

    private static final Logger LOG = LoggerFactory.getLogger(Chime.class);
    private static final double HERTZ = 1046.5; // C6
    private static final double AMPLITUDE = 0.1; // -20 dB
    private static final double FADE_SECONDS = 0.015;

    /** Plays it. Returns at once; a machine that cannot play it stays silent. */
    public void play() {
        Thread thread = new Thread(Chime::sound, "chime");
        thread.setDaemon(true);
        thread.start();
    }

    private static void sound() {
        byte[] samples = samples();
        try {
            Clip clip = AudioSystem.getClip();
            clip.addLineListener(event -> {
                if (event.getType().equals(LineEvent.Type.STOP)) {
                    clip.close();
                }
            });
            clip.open(new AudioFormat(RATE, 8 * Pcm.BYTES_PER_SAMPLE, 1, true, false), samples, 0, samples.length);
            clip.start();
        } catch (LineUnavailableException | IllegalArgumentException e) {
            LOG.debug("no chime: {}", e.toString());
        }
    }

    /** Without a click at its ends. */
    static byte[] samples() {
        int count = (int) (RATE * LENGTH.toMillis() / 1000);
        byte[] samples = new byte[count * Pcm.BYTES_PER_SAMPLE];
        double fade = FADE_SECONDS * RATE;
        for (int i = 0; i < count; i++) {
            double edge = Math.min(1, Math.min(i, count - 1 - i) / fade);
            double value = AMPLITUDE * edge * Math.sin(2 * Math.PI * HERTZ * i / RATE);
            int sample = (int) Math.round(value * Short.MAX_VALUE);
            samples[2 * i] = (byte) sample;
            samples[2 * i + 1] = (byte) (sample >> 8);
        }
        return samples;
    }
}
