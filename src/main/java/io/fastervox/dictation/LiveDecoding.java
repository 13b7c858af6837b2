package io.fastervox.dictation;

import io.fastervox.audio.Pcm;
import io.fastervox.dictation.text.DictatedText;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.StreamResult;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The text of one recording, made while it is recorded, on a thread of its own. Whatever goes wrong here costs no more than
 * time: the recording is on disk and is decoded as a whole then.
 */
final class LiveDecoding {
    /** Ten minutes (19 MB) may wait for an engine that still starts, or lags behind; more is left to the disk. */
    static final int MOST_CHUNKS = 10 * 60 * Pcm.BYTES_PER_SECOND / Pcm.CHUNK_BYTES;

    private static final byte[] RELEASE = {};
    private static final Logger LOG = LoggerFactory.getLogger(LiveDecoding.class);
    /** A second, when the engine is behind. */
    private static final int MOST_AT_ONCE = 32;

    private final EngineSupply engines;
    private final DictationWish wish;
    private final Ears ears;
    private final BlockingQueue<Optional<byte[]>> audio = new LinkedBlockingQueue<>();
    private final FutureTask<Optional<StreamResult>> text = new FutureTask<>(this::decode);
    private final Thread thread;
    private volatile boolean whole = true;
    private volatile boolean wanted = true;
    /** Whether an interrupt disturbs the stream alone, and no engine that loads. Guarded by this object's monitor. */
    private boolean streams;

    // Of its own thread, what the stream was told so far; not of more than ten minutes:
    private Optional<ByteArrayOutputStream> said = Optional.of(new ByteArrayOutputStream());
    private boolean released;
    private boolean over;

    /** @param heard gets the text so far */
    LiveDecoding(long number, EngineSupply engines, DictationWish wish, Consumer<String> heard) {
        this.engines = engines;
        this.wish = wish;
        this.ears = new Ears(heard);
        this.thread = new Thread(text, "dictation-" + number);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Takes samples; never waits. */
    void samples(byte[] pcm) {
        if (audio.size() < MOST_CHUNKS) {
            audio.add(Optional.of(pcm));
        } else {
            whole = false;
        }
    }

    /** The key was released; a few more samples come. */
    void released() {
        audio.add(Optional.of(RELEASE));
    }

    /** No more samples come. */
    void end() {
        audio.add(Optional.empty());
    }

    /** The text is not wanted. An engine that loads its model meanwhile goes on with that: the next press wants it. */
    void cancel() {
        wanted = false;
        end();
        synchronized (this) {
            if (streams) {
                thread.interrupt();
            }
        }
    }

    /** Waits for the text; empty when the recording has to be decoded as a whole. */
    Optional<StreamResult> await() throws InterruptedException {
        try {
            return text.get();
        } catch (ExecutionException e) {
            LOG.error("decoding while recording failed", e.getCause()); // a thread's edge
            return Optional.empty();
        }
    }

    private Optional<StreamResult> decode() throws InterruptedException {
        try {
            return live();
        } catch (CodedException e) {
            LOG.warn("the recording will be decoded as a whole: {}", e.getMessage());
            return Optional.empty(); // whoever decodes it meets a lasting failure again, and tells it
        }
    }

    /** In one stream, or in a second one: the worker of the first may have been ended for the sake of a file that was put aside. */
    private Optional<StreamResult> live() throws CodedException, InterruptedException {
        try {
            return inStream();
        } catch (EngineException e) {
            if (e.code() != ErrorCode.CANCELLED || !wanted || said.isEmpty()) {
                throw e;
            }
            LOG.info("its worker was given up: the stream begins again");
            ears.forget();
            return inStream();
        }
    }

    private Optional<StreamResult> inStream() throws CodedException, InterruptedException {
        EngineSupply.Ready ready = engines.get();
        StreamRequest request = new StreamRequest(
                wish.language(), Optional.empty(), wish.text().hotwords(), ready.bearsShortWindows(wish.language()));
        Optional<SpeechStream> opened = ready.engine().stream(ready.model(), request, ears);
        if (opened.isEmpty()) {
            ready.engine().load(ready.model());
            return Optional.empty();
        }
        try (SpeechStream stream = opened.get()) {
            return untilCancelled(stream);
        }
    }

    /** Empty when it was cancelled. The interrupt ends here, so that it does not reach what the thread does next. */
    private Optional<StreamResult> untilCancelled(SpeechStream stream) throws CodedException, InterruptedException {
        synchronized (this) {
            if (!wanted) {
                return Optional.empty();
            }
            streams = true;
        }
        try {
            if (said.isPresent()) {
                repeat(stream);
            }
            return decode(stream);
        } catch (InterruptedException e) {
            if (wanted) {
                throw e;
            }
            return Optional.empty();
        } finally {
            synchronized (this) {
                streams = false;
                boolean unused = Thread.interrupted();
            }
        }
    }

    /** Tells a stream what one before it was told. */
    private void repeat(SpeechStream stream) throws CodedException, InterruptedException {
        byte[] before = said.orElseThrow().toByteArray();
        for (int at = 0; at < before.length; at += MOST_AT_ONCE * Pcm.CHUNK_BYTES) {
            byte[] next = Arrays.copyOfRange(before, at, Math.min(before.length, at + MOST_AT_ONCE * Pcm.CHUNK_BYTES));
            stream.audio(next, next.length);
        }
        if (released) {
            stream.release();
        }
    }

    private Optional<StreamResult> decode(SpeechStream stream) throws CodedException, InterruptedException {
        List<Optional<byte[]>> waiting = new ArrayList<>();
        while (!over) {
            waiting.add(audio.take());
            audio.drainTo(waiting, MOST_AT_ONCE - 1);
            ByteArrayOutputStream gathered = new ByteArrayOutputStream();
            boolean releasedNow = waiting.contains(Optional.of(RELEASE));
            waiting.stream().flatMap(Optional::stream).forEach(gathered::writeBytes);
            over = waiting.get(waiting.size() - 1).isEmpty();
            waiting.clear();
            if (!wanted) {
                return Optional.empty();
            }
            said = said.filter(before -> before.size() + gathered.size() <= MOST_CHUNKS * Pcm.CHUNK_BYTES);
            said.ifPresent(before -> before.writeBytes(gathered.toByteArray()));
            released |= releasedNow;
            if (gathered.size() > 0) {
                stream.audio(gathered.toByteArray(), gathered.size());
            }
            if (releasedNow) {
                stream.release();
            }
        }
        if (!whole) {
            LOG.warn("the engine lags more than ten minutes behind: the recording will be decoded as a whole");
            return Optional.empty();
        }
        StreamResult result = stream.finish();
        result.redecoded().ifPresent(reason -> LOG.warn("decoded anew as a whole: {}", reason));
        return Optional.of(result);
    }

    /** Puts the text so far together. */
    private static final class Ears implements StreamListener {
        private final Consumer<String> heard;
        private final List<Segment> segments = new ArrayList<>();

        Ears(Consumer<String> heard) {
            this.heard = heard;
        }

        @Override
        public void partial(String text) {
            tell(Optional.of(text));
        }

        @Override
        public void segment(Segment segment) {
            segments.add(segment);
            tell(Optional.empty());
        }

        @Override
        public void redecoding(String reason) {
            forget();
        }

        void forget() {
            segments.clear();
        }

        private void tell(Optional<String> partial) {
            List<String> texts =
                    new ArrayList<>(segments.stream().map(Segment::text).toList());
            partial.ifPresent(texts::add);
            heard.accept(DictatedText.joined(texts));
        }
    }
}
