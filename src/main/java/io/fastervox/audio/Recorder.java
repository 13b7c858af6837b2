package io.fastervox.audio;

import io.fastervox.desktop.MicrophonePrivacy;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Sleeper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records, one recording at a time, each into a file of its own. The thread that captures never waits for a disk or for those
 * who use the recording.
 */
public final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Microphones microphones;
    private final MicrophonePrivacy privacy;
    private final RecordingStore store;
    private final LongSupplier nanoTime;
    private final Sleeper sleeper;
    private final ExecutorService thread;
    private Optional<RecordingInProgress> latest = Optional.empty();

    public Recorder(Microphones microphones, MicrophonePrivacy privacy, RecordingStore store) {
        this(microphones, privacy, store, System::nanoTime, Sleeper.REAL);
    }

    Recorder(
            Microphones microphones,
            MicrophonePrivacy privacy,
            RecordingStore store,
            LongSupplier nanoTime,
            Sleeper sleeper) {
        this.microphones = microphones;
        this.privacy = privacy;
        this.store = store;
        this.nanoTime = nanoTime;
        this.sleeper = sleeper;
        this.thread = Executors.newSingleThreadExecutor(Recorder::thread);
    }

    @SuppressWarnings("ThreadPriorityCheck") // sound that is not taken in time is gone; little is done on this thread
    private static Thread thread(Runnable task) {
        Thread recorder = new Thread(task, "recorder");
        recorder.setDaemon(true);
        recorder.setPriority(Thread.MAX_PRIORITY);
        return recorder;
    }

    /**
     * Begins a recording, and ends one that is still running. Returns at once; the microphone is opened on the recorder's
     * thread.
     *
     * @param microphone see {@link Microphones#open}
     */
    public synchronized RecordingInProgress start(Optional<String> microphone, RecordingListener listener) {
        latest.ifPresent(previous -> {
            previous.stop();
            previous.hurry();
        });
        RecordingInProgress control = new RecordingInProgress(nanoTime);
        latest = Optional.of(control);
        long pressed = nanoTime.getAsLong();
        thread.execute(() -> record(microphone, control, listener, pressed));
        return control;
    }

    /** Ends a recording that is still running, and waits for it; its file is whole then. */
    @Override
    public void close() {
        synchronized (this) {
            latest.ifPresent(RecordingInProgress::stop);
            latest.ifPresent(RecordingInProgress::hurry);
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void record(
            Optional<String> microphone, RecordingInProgress control, RecordingListener listener, long pressed) {
        RecordingWriter writer = RecordingWriter.start(store, nanoTime);
        Capture capture = new Capture(microphones, privacy, nanoTime, sleeper, microphone, control, listener, writer);
        Optional<AudioException> failure = Optional.empty();
        Optional<Recording> recording = Optional.empty();
        try {
            try {
                capture.run();
            } catch (AudioException e) {
                failure = Optional.of(e);
            } catch (RuntimeException e) {
                LOG.error("capture failed", e); // a thread's edge: the recording so far must not go down with it
                failure = Optional.of(
                        new AudioException(ErrorCode.MICROPHONE_UNAVAILABLE, e.toString(), e, List.of("", e)));
            }
            recording = writer.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (recording.isPresent()
                && (control.isDiscarded()
                        || capture.isSilent()
                        || recording.get().length().isZero())) {
            store.delete(recording.get());
            recording = Optional.empty();
        }
        long now = nanoTime.getAsLong();
        TakeTimes times = new TakeTimes(
                since(pressed, capture.firstSample()),
                since(pressed, writer.firstOnDisk()),
                Duration.ofNanos(now - control.stoppedAt().orElse(now)));
        listener.ended(new Take(recording, failure.or(writer::failure), times));
    }

    private static Optional<Duration> since(long start, OptionalLong end) {
        return end.isPresent() ? Optional.of(Duration.ofNanos(end.getAsLong() - start)) : Optional.empty();
    }
}
