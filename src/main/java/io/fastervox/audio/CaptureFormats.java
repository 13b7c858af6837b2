package io.fastervox.audio;

import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;

/** In which formats a microphone is asked for sound, in this order. */
final class CaptureFormats {
    /** Ours; nearly every system converts to it. */
    static final AudioFormat WANTED = pcm(Pcm.RATE, 1);

    /** What microphones have themselves, the most usual first. */
    private static final List<Integer> RATES = List.of(48_000, 44_100, 96_000, 32_000, 22_050, 8_000);

    private CaptureFormats() {}

    static List<AudioFormat> of(Mixer mixer) {
        List<AudioFormat> formats = new ArrayList<>(List.of(WANTED));
        for (int rate : RATES) {
            for (int channels = 1; channels <= 2; channels++) {
                AudioFormat format = pcm(rate, channels);
                if (mixer.isLineSupported(new DataLine.Info(TargetDataLine.class, format))) {
                    formats.add(format);
                }
            }
        }
        return formats;
    }

    private static AudioFormat pcm(int rate, int channels) {
        return new AudioFormat(rate, 16, channels, true, false);
    }
}
