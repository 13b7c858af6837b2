package io.fastervox.dictation;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.StreamResult;
import io.fastervox.support.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A stream that hears "one" in its first samples and "two" at its end, or fails there. */
final class FakeStream implements SpeechStream {
    final ByteArrayOutputStream audio = new ByteArrayOutputStream();
    final CountDownLatch released = new CountDownLatch(1);
    final CountDownLatch finishing = new CountDownLatch(1);
    final CountDownLatch closed = new CountDownLatch(1);
    volatile boolean closedByAnInterruptedThread;
    Optional<StreamRequest> request = Optional.empty();
    private final Optional<ErrorCode> failure;
    private final CountDownLatch mayFinish;
    private StreamListener listener = new StreamListener() {};

    FakeStream(boolean fails) {
        this(fails ? Optional.of(ErrorCode.WORKER_CRASHED) : Optional.empty(), new CountDownLatch(0));
    }

    /** One that fails at its end. */
    FakeStream(ErrorCode failure) {
        this(Optional.of(failure), new CountDownLatch(0));
    }

    private FakeStream(Optional<ErrorCode> failure, CountDownLatch mayFinish) {
        this.failure = failure;
        this.mayFinish = mayFinish;
    }

    /** One whose end never comes. */
    static FakeStream endless() {
        return new FakeStream(Optional.empty(), new CountDownLatch(1));
    }

    FakeStream opened(StreamRequest asked, StreamListener ears) {
        request = Optional.of(asked);
        listener = ears;
        return this;
    }

    @Override
    public void audio(byte[] pcm, int length) {
        if (audio.size() == 0) {
            listener.segment(segment(0, " one"));
            listener.partial(" tw");
        }
        audio.write(pcm, 0, length);
    }

    @Override
    public void release() {
        released.countDown();
    }

    @Override
    public StreamResult finish() throws EngineException, InterruptedException {
        finishing.countDown();
        mayFinish.await();
        if (failure.isPresent()) {
            throw new EngineException(failure.get(), "gone", "gone", "");
        }
        listener.segment(segment(1, " two"));
        return new StreamResult(
                3,
                2,
                Optional.of("en"),
                1,
                List.of(segment(0, " one"), segment(1, " two")),
                1,
                0.1,
                0,
                0,
                Optional.empty());
    }

    @Override
    public void close() {
        closedByAnInterruptedThread = Thread.currentThread().isInterrupted();
        closed.countDown();
    }

    private static Segment segment(int id, String text) {
        return new Segment(id, 0, 1, text, 0, 0, 1, 0, Optional.empty());
    }
}
