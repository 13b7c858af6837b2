package io.fastervox.audio;

import io.fastervox.desktop.MicrophonePrivacy;
import io.fastervox.desktop.MicrophonePrivacy.Access;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Sleeper;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** One recording: takes samples from the microphone until it is told to stop. Runs on the recorder's thread. */
final class Capture {
    /** What is said last is still on its way through the sound system when the key is released. */
    static final Duration DRAIN = Duration.ofMillis(120);
    /** A microphone that gives nothing for so long is opened again. */
    static final Duration STALL = Duration.ofSeconds(2);
    /** A Bluetooth headset takes seconds to begin. */
    static final Duration FIRST_STALL = Duration.ofSeconds(5);

    static final int REOPENINGS = 3;

    private static final Duration POLL = Duration.ofMillis(8);

    private final Microphones microphones;
    private final MicrophonePrivacy privacy;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final Optional<String> wanted;
    private final RecordingInProgress control;
    private final RecordingListener listener;
    private final RecordingWriter writer;
    private final SilenceWatch silence = new SilenceWatch();

    private final byte[] chunk = new byte[Pcm.CHUNK_BYTES];
    private int filled;
    private boolean ended;
    private String device = "";
    private OptionalLong firstSample = OptionalLong.empty();
    private final LossWatch loss = new LossWatch();

    Capture(
            Microphones microphones,
            MicrophonePrivacy privacy,
            LongSupplier nanoTime,
            Sleeper sleeper,
            Optional<String> wanted,
            RecordingInProgress control,
            RecordingListener listener,
            RecordingWriter writer) {
        this.microphones = microphones;
        this.privacy = privacy;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.wanted = wanted;
        this.control = control;
        this.listener = listener;
        this.writer = writer;
    }

    /**
     * Captures until the end.
     *
     * @throws AudioException why it ended early; what was captured by then is with the writer
     */
    void run() throws AudioException, InterruptedException {
        int reopenings = 0;
        CaptureLine line = open();
        try {
            checkDevice(line);
            long latest = nanoTime.getAsLong();
            while (!isOver()) {
                int count = take(line);
                long now = nanoTime.getAsLong();
                if (count > 0) {
                    latest = now;
                    reopenings = 0;
                } else if (now - latest >= stall().toNanos()) {
                    if (reopenings++ == REOPENINGS) {
                        throw lost(line.device());
                    }
                    line = reopened(line);
                    latest = nanoTime.getAsLong();
                } else {
                    sleeper.sleep(POLL);
                }
            }
        } finally {
            line.close();
        }
        hand(filled);
        if (loss.isHeard()) {
            listener.notice(new RecordingNotice(ErrorCode.RECORDING_GAPS, List.of(loss.seconds())));
        }
        if (silence.isFound()) {
            RecordingNotice mute = mute();
            throw new AudioException(
                    mute.code(), "nothing but zeros", mute.arguments().toArray());
        }
    }

    /** When the first samples came. */
    OptionalLong firstSample() {
        return firstSample;
    }

    /** Whether nothing but zeros came for so long that there is no use in keeping them. */
    boolean isSilent() {
        return silence.isFound();
    }

    private boolean isOver() throws AudioException {
        Optional<AudioException> failure = writer.failure();
        if (failure.isPresent()) {
            throw failure.get();
        }
        OptionalLong stopped = control.stoppedAt();
        boolean drained = stopped.isPresent()
                && (control.isHurried() || nanoTime.getAsLong() - stopped.getAsLong() >= DRAIN.toNanos());
        return ended || drained;
    }

    private Duration stall() {
        return firstSample.isEmpty() ? FIRST_STALL : STALL;
    }

    private int take(CaptureLine line) throws AudioException, InterruptedException {
        int count;
        try {
            count = line.read(chunk, filled);
        } catch (AudioException e) {
            return 0; // unplugged: the stall opens another one
        }
        if (count == CaptureLine.END) {
            ended = true;
            return count;
        }
        device = line.device();
        if (count > 0 && firstSample.isEmpty()) {
            firstSample = OptionalLong.of(nanoTime.getAsLong());
            listener.started(device);
        }
        filled += count;
        loss.came(count, nanoTime.getAsLong());
        if (filled == chunk.length) {
            hand(filled);
        }
        return count;
    }

    private void hand(int length) throws AudioException, InterruptedException {
        if (length == 0) {
            return;
        }
        filled = 0;
        Level level = Level.of(chunk, length);
        byte[] samples = Arrays.copyOf(chunk, length);
        if (!writer.offer(samples)) {
            throw new AudioException(
                    ErrorCode.RECORDING_NOT_WRITABLE,
                    "the disk has not answered for more than a minute",
                    "",
                    "no answer");
        }
        listener.samples(samples);
        listener.level(level);
        if (silence.isNewlyFoundIn(level, length)) {
            listener.notice(mute());
        }
    }

    private RecordingNotice mute() {
        boolean blocked = privacy.access() == Access.DENIED;
        return new RecordingNotice(
                blocked ? ErrorCode.MICROPHONE_BLOCKED : ErrorCode.MICROPHONE_SILENT, List.of(device));
    }

    private CaptureLine open() throws AudioException {
        try {
            return microphones.open(wanted);
        } catch (AudioException e) {
            if (privacy.access() == Access.DENIED) {
                throw new AudioException(ErrorCode.MICROPHONE_BLOCKED, e.toString(), e, e.arguments());
            }
            throw e;
        }
    }

    private CaptureLine reopened(CaptureLine stalled) throws AudioException {
        listener.notice(new RecordingNotice(ErrorCode.MICROPHONE_LOST, List.of(stalled.device())));
        stalled.close();
        loss.restart(); // what it did not give is told already
        return open();
    }

    /** Says so when it is not the one that the person has chosen. */
    private void checkDevice(CaptureLine line) {
        if (wanted.isPresent() && !MicrophoneNames.fit(wanted.get(), line.device())) {
            listener.notice(new RecordingNotice(ErrorCode.MICROPHONE_OTHER, List.of(wanted.get(), line.device())));
        }
    }

    private static AudioException lost(String device) {
        return new AudioException(ErrorCode.MICROPHONE_LOST, "nothing comes from " + device, device);
    }
}
