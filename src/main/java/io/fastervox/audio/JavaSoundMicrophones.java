package io.fastervox.audio;

import io.fastervox.support.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.TargetDataLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The microphones as Java sees them: DirectSound on Windows, ALSA on Linux. */
public final class JavaSoundMicrophones implements Microphones {
    /**
     * 100 ms. Java's own choice is half a second, and its reads look for new samples only every quarter of the buffer.
     */
    private static final int BUFFER_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(JavaSoundMicrophones.class);

    @Override
    public List<String> names() {
        return List.copyOf(mixers().keySet());
    }

    @Override
    public CaptureLine open(Optional<String> wanted) throws AudioException {
        Map<String, Mixer> mixers = mixers();
        if (mixers.isEmpty()) {
            throw new AudioException(ErrorCode.MICROPHONE_MISSING, "no mixer captures");
        }
        List<String> names = new ArrayList<>(mixers.keySet());
        Optional<String> chosen = wanted.flatMap(name -> MicrophoneNames.find(name, names));
        List<String> order = new ArrayList<>(chosen.stream().toList());
        names.stream().filter(name -> !order.contains(name)).forEach(order::add); // the default one comes first
        AudioException failure = new AudioException(ErrorCode.MICROPHONE_MISSING, "no microphone");
        for (String name : order) {
            try {
                return open(name, mixers.get(name));
            } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
                LOG.warn("{} cannot be opened: {}", name, e.toString());
                failure = new AudioException(
                        ErrorCode.MICROPHONE_UNAVAILABLE,
                        name + ": " + e,
                        e,
                        List.of(name, String.valueOf(e.getMessage())));
            }
        }
        throw failure;
    }

    private static CaptureLine open(String name, Mixer mixer) throws LineUnavailableException {
        LineUnavailableException failure = new LineUnavailableException("no format fits");
        for (AudioFormat format : CaptureFormats.of(mixer)) {
            try {
                return open(name, mixer, format);
            } catch (LineUnavailableException e) {
                failure = e;
            } catch (IllegalArgumentException e) {
                LOG.debug("{} has no {}", name, format);
            }
        }
        throw failure;
    }

    private static CaptureLine open(String name, Mixer mixer, AudioFormat format) throws LineUnavailableException {
        int buffer = (int) (format.getFrameRate() * BUFFER_MILLIS / 1000) * format.getFrameSize();
        TargetDataLine line = (TargetDataLine) mixer.getLine(new DataLine.Info(TargetDataLine.class, format, buffer));
        line.open(format, buffer);
        line.start();
        LOG.debug("{} opened with {}", name, format);
        return new JavaSoundLine(name, line);
    }

    /** Those that capture; the default one first, because Java lists it first. */
    private static Map<String, Mixer> mixers() {
        Map<String, Mixer> mixers = new LinkedHashMap<>();
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            Mixer mixer = AudioSystem.getMixer(info);
            if (mixer.isLineSupported(new Line.Info(TargetDataLine.class))) {
                mixers.putIfAbsent(info.getName(), mixer);
            }
        }
        return mixers;
    }
}
