package io.fastervox.audio;

import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.TargetDataLine;

/** An open microphone of Java's; what it delivers in another format is converted. */
final class JavaSoundLine implements CaptureLine {
    private final String device;
    private final TargetDataLine line;
    private final SampleConversion conversion;

    JavaSoundLine(String device, TargetDataLine line) {
        this.device = device;
        this.line = line;
        AudioFormat format = line.getFormat();
        this.conversion = SampleConversion.from(Math.round(format.getSampleRate()), format.getChannels());
    }

    @Override
    public String device() {
        return device;
    }

    /** Only what is there is asked for: Java would wait for the rest, a quarter of its buffer at a time. */
    @Override
    public int read(byte[] into, int offset) {
        if (conversion.available() == 0) {
            byte[] raw = new byte[Math.min(line.available(), conversion.inputFor(into.length - offset))];
            int whole = raw.length - raw.length % line.getFormat().getFrameSize();
            conversion.put(raw, whole == 0 ? 0 : line.read(raw, 0, whole));
        }
        return conversion.take(into, offset);
    }

    @Override
    public void close() {
        line.close();
    }
}
