package io.fastervox.audio;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes one recording on a thread of its own, so that a slow disk never holds up the capture. What waits to be written is
 * bounded; the file is forced to the disk once a second.
 */
final class RecordingWriter {
    /** A minute. */
    private static final int WAITING_CHUNKS = 60 * Pcm.BYTES_PER_SECOND / Pcm.CHUNK_BYTES;

    private static final byte[] END = new byte[0];
    private static final Duration FORCED_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RecordingStore store;
    private final LongSupplier nanoTime;
    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING_CHUNKS);
    private final Thread thread;

    private volatile @Nullable AudioException failure;
    private volatile @Nullable Recording written;
    private volatile OptionalLong firstOnDisk = OptionalLong.empty();

    private RecordingWriter(RecordingStore store, LongSupplier nanoTime) {
        this.store = store;
        this.nanoTime = nanoTime;
        this.thread = new Thread(this::write, "recording-writer");
        thread.setDaemon(true);
    }

    /** Begins with making the file, while the microphone is being opened. */
    static RecordingWriter start(RecordingStore store, LongSupplier nanoTime) {
        RecordingWriter writer = new RecordingWriter(store, nanoTime);
        writer.thread.start();
        return writer;
    }

    /**
     * Hands over samples. Waits only when a minute of them has not been written, in the hope that the disk is faster than what
     * the system's own buffer takes meanwhile. False when there is none.
     */
    boolean offer(byte[] pcm) throws InterruptedException {
        return waiting.offer(pcm) || waiting.offer(pcm, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why nothing more is written. */
    Optional<AudioException> failure() {
        return Optional.ofNullable(failure);
    }

    /** When the first samples were in the file. */
    OptionalLong firstOnDisk() {
        return firstOnDisk;
    }

    /** Waits until everything is written and the file is closed. Empty when it could not be made. */
    Optional<Recording> finish() throws InterruptedException {
        // An end that finds no room in time comes too late for a disk that is stuck: the thread is left to it.
        if (!thread.isAlive() || offer(END)) {
            thread.join(PATIENCE.toMillis());
        }
        return Optional.ofNullable(written);
    }

    private void write() {
        try {
            NewRecording recording = store.create();
            try (WavWriter wav = recording.wav()) {
                writeAll(wav);
            } catch (IOException e) {
                failure = RecordingStore.failure(e, recording.file());
            }
            written = recording.written();
        } catch (AudioException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeAll(WavWriter wav) throws IOException, InterruptedException {
        long forced = nanoTime.getAsLong();
        for (byte[] pcm = waiting.take(); pcm != END; pcm = waiting.take()) {
            wav.append(pcm);
            long now = nanoTime.getAsLong();
            if (firstOnDisk.isEmpty()) {
                firstOnDisk = OptionalLong.of(now);
            }
            if (now - forced >= FORCED_EVERY.toNanos()) {
                wav.force();
                forced = now;
            }
        }
    }
}
