package io.fastervox.engine;

import java.util.concurrent.atomic.AtomicBoolean;

/** A stream whose end, good or bad, is told once. */
final class EndedStream implements SpeechStream {
    private final SpeechStream stream;
    private final Runnable ended;
    private final AtomicBoolean told = new AtomicBoolean();

    EndedStream(SpeechStream stream, Runnable ended) {
        this.stream = stream;
        this.ended = ended;
    }

    @Override
    public void audio(byte[] pcm, int length) throws EngineException, InterruptedException {
        stream.audio(pcm, length);
    }

    @Override
    public void release() throws EngineException {
        stream.release();
    }

    @Override
    public StreamResult finish() throws EngineException, InterruptedException {
        return stream.finish();
    }

    @Override
    public void close() {
        stream.close();
        if (told.compareAndSet(false, true)) {
            ended.run();
        }
    }
}
