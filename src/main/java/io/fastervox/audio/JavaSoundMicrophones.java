package io.fastervox.audio;

import io.fastervox.support.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
     * A second, the most that Java grants: what is older than the buffer when we look is lost, on DirectSound as on ALSA. Java's
     * own reads would look only every quarter of it; we look every 8 ms ourselves, so that it costs no time.
     */
    private static final int BUFFER_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(JavaSoundMicrophones.class);

    @Override
    public List<String> names() {
        return devices().stream().map(Device::name).toList();
    }

    @Override
    public CaptureLine open(Optional<String> wanted) throws AudioException {
        List<Device> devices = devices();
        List<String> names = devices.stream().map(Device::name).toList();
        Optional<String> chosen = wanted.flatMap(name -> MicrophoneNames.find(name, names));
        AudioException failure = new AudioException(ErrorCode.MICROPHONE_MISSING, "no mixer captures");
        for (Device device : chosenFirst(devices, chosen)) {
            try {
                return open(device.name(), device.mixer());
            } catch (LineUnavailableException | IllegalArgumentException | SecurityException e) {
                LOG.warn("{} cannot be opened: {}", device.name(), e.toString());
                failure = new AudioException(
                        ErrorCode.MICROPHONE_UNAVAILABLE,
                        device.name() + ": " + e,
                        e,
                        List.of(device.name(), String.valueOf(e.getMessage())));
            }
        }
        throw failure;
    }

    private record Device(String name, Mixer mixer) {}

    /** What cannot be opened is followed by what may. */
    private static List<Device> chosenFirst(List<Device> devices, Optional<String> chosen) {
        return Stream.concat(
                        devices.stream().filter(device -> chosen.equals(Optional.of(device.name()))),
                        devices.stream().filter(device -> !chosen.equals(Optional.of(device.name()))))
                .toList();
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
        int frames = Math.round(format.getFrameRate()) * BUFFER_SECONDS;
        int buffer = frames * format.getFrameSize();
        TargetDataLine line = (TargetDataLine) mixer.getLine(new DataLine.Info(TargetDataLine.class, format, buffer));
        line.open(format, buffer);
        line.start();
        LOG.debug("{} opened with {}", name, format);
        return new JavaSoundLine(name, line);
    }

    /** Those that capture; the default one first, because Java lists it first. */
    private static List<Device> devices() {
        return Stream.of(AudioSystem.getMixerInfo())
                .map(info -> new Device(info.getName(), AudioSystem.getMixer(info)))
                .filter(device -> device.mixer().isLineSupported(new Line.Info(TargetDataLine.class)))
                .toList();
    }
}
