package io.fastervox.app.bench;

import io.fastervox.audio.Pcm;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.StreamResult;
import io.fastervox.support.Sleeper;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A dictation whose audio comes as from a microphone: in chunks, each when it would have been spoken. */
final class LiveStream {
    /** What the recorder takes behind a release, as dictation does. */
    private static final Duration DRAIN = Duration.ofMillis(120);

    private final Engine engine;
    private final ModelSpec model;
    private final boolean shortWindows;

    LiveStream(Engine engine, ModelSpec model, boolean shortWindows) {
        this.engine = engine;
        this.model = model;
        this.shortWindows = shortWindows;
    }

    /**
     * What came of it.
     *
     * @param seconds from the release to the text
     * @param cpuSeconds of the worker, from the first chunk to the text
     */
    record Heard(StreamResult result, double seconds, double cpuSeconds) {}

    /** @param release the byte at which the key is let go; behind the end of the samples it is silent */
    Heard run(byte[] samples, int release) throws EngineException, InterruptedException {
        StreamRequest request = new StreamRequest(Optional.of("en"), Optional.empty(), Optional.empty(), shortWindows);
        byte[] all = Arrays.copyOf(samples, release + Pcm.bytes(DRAIN));
        double usedBefore = Workers.cpuSeconds();
        try (SpeechStream stream =
                engine.stream(model, request, new StreamListener() {}).orElseThrow()) {
            long began = System.nanoTime();
            feed(stream, all, 0, release, began);
            long released = System.nanoTime();
            stream.release();
            feed(stream, all, release, all.length, began);
            StreamResult result = stream.finish();
            double seconds = (System.nanoTime() - released) / 1e9;
            return new Heard(result, seconds, Workers.cpuSeconds() - usedBefore);
        }
    }

    private static void feed(SpeechStream stream, byte[] samples, int from, int to, long began)
            throws EngineException, InterruptedException {
        for (int at = from; at < to; at += Pcm.CHUNK_BYTES) {
            int end = Math.min(to, at + Pcm.CHUNK_BYTES);
            long due = Pcm.duration(end).toNanos() - (System.nanoTime() - began);
            Sleeper.REAL.sleep(Duration.ofNanos(Math.max(0, due)));
            stream.audio(Arrays.copyOfRange(samples, at, end), end - at);
        }
    }
}
