package io.fastervox.dictation;

import io.fastervox.audio.AudioException;
import io.fastervox.audio.Recorder;
import io.fastervox.audio.Recording;
import io.fastervox.audio.RecordingNotice;
import io.fastervox.audio.RecordingStore;
import io.fastervox.audio.Take;
import io.fastervox.audio.TakeTimes;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Target;
import io.fastervox.dictation.DictationOutcome.Cancelled;
import io.fastervox.dictation.DictationOutcome.Done;
import io.fastervox.dictation.DictationOutcome.Failed;
import io.fastervox.dictation.DictationOutcome.NoSpeech;
import io.fastervox.dictation.DictationOutcome.TooShort;
import io.fastervox.dictation.text.DictatedText;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.StreamResult;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dictation: press, speak, release, and the text is where the person was. {@link #press}, {@link #release} and
 * {@link #cancel} return at once and may be called from any thread. A press while earlier dictations are being transcribed
 * records at once; texts are inserted in the order of the presses.
 *
 * <p>A recording is on disk from its first samples until its text has been handed over; then it goes to the archive. One
 * whose transcription failed, or in which no voice was found though there may be one, stays there; {@link io.fastervox.audio.RecoveredRecordings} finds it when the program is gone.
 */
public final class Dictation implements AutoCloseable {
    /** Less is a touch of the key. */
    static final Duration SHORTEST = Duration.ofMillis(300);

    /** Where no text was found, a shorter recording is not worth another try. */
    static final Duration SHORTEST_KEPT = Duration.ofSeconds(2);
    /** Nor is one that is nowhere louder: of the quietest voice at a working microphone more is left. */
    static final double QUIETEST_KEPT_DBFS = -50;

    private static final Logger LOG = LoggerFactory.getLogger(Dictation.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Recorder recorder;
    private final RecordingStore store;
    private final EngineSupply engines;
    private final Decoding decoding;
    private final Paster paster;
    private final Archive archive;
    private final DictationListener listener;
    private final LongSupplier nanoTime;
    private final ExecutorService thread;

    // Guarded by this object's monitor:
    private final List<OneDictation> unfinished = new ArrayList<>();
    private Optional<OneDictation> pressed = Optional.empty();
    private Optional<OneDictation> decoded = Optional.empty();
    private Optional<Thread> decoder = Optional.empty();
    private long count;

    /**
     * Closes the recorder, and nothing else of what it is given.
     *
     * @param store the one that the recorder writes to
     */
    public Dictation(
            Recorder recorder,
            RecordingStore store,
            EngineSupply engines,
            Paster paster,
            Archive archive,
            DictationListener listener) {
        this(recorder, store, engines, paster, archive, listener, System::nanoTime);
    }

    Dictation(
            Recorder recorder,
            RecordingStore store,
            EngineSupply engines,
            Paster paster,
            Archive archive,
            DictationListener listener,
            LongSupplier nanoTime) {
        this.recorder = recorder;
        this.store = store;
        this.engines = engines;
        this.decoding = new Decoding(engines);
        this.paster = paster;
        this.archive = archive;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread dictation = new Thread(task, "dictation");
            dictation.setDaemon(true);
            return dictation;
        });
    }

    /**
     * Begins to record, and to decode what is said. A recording that is still running ends as if the key
     * had been released.
     *
     * @return the number under which the listener hears of it
     */
    public synchronized long press(DictationWish wish) {
        long number = ++count;
        LiveDecoding live = new LiveDecoding(number, engines, wish, text -> listener.heard(number, text));
        OneDictation one = begin(number, wish, Optional.of(live), archive);
        pressed = Optional.of(one);
        live.start();
        one.records(recorder.start(wish.microphone(), one));
        return one.number();
    }

    /** Ends the recording; what comes after that is told to the listener. */
    public synchronized void release() {
        pressed.ifPresent(OneDictation::stop);
        pressed = Optional.empty();
    }

    /**
     * Drops the recording that is running; when none is, every dictation whose text has not been inserted yet. Only when there
     * is none of those either, recordings that were kept are let be, and stay.
     */
    public synchronized void cancel() {
        if (pressed.isPresent()) {
            pressed.get().cancel();
            pressed = Optional.empty();
            return;
        }
        boolean spoken = unfinished.stream().anyMatch(Dictation::isSpoken);
        unfinished.stream().filter(one -> !spoken || isSpoken(one)).forEach(OneDictation::cancel);
        if (decoded.filter(OneDictation::isCancelled).isPresent()) {
            decoder.ifPresent(Thread::interrupt);
        }
    }

    /**
     * Transcribes a recording that was kept, after a failure or from an earlier run of the program.
     *
     * @return the number under which the listener hears of it
     */
    public synchronized long again(Recording recording, DictationWish wish) {
        return again(recording, wish, archive);
    }

    /** The same with a text that another archive gets. */
    public synchronized long again(Recording recording, DictationWish wish, Archive instead) {
        OneDictation one = begin(++count, wish, Optional.empty(), instead);
        submit(one, recording, Optional.empty());
        return one.number();
    }

    /**
     * Inserts a text of before, after those that are on their way. Returns at once.
     *
     * @param wish where, and how
     * @param told on dictation's thread
     */
    public void insertAgain(String text, DictationWish wish, Consumer<Paster.Outcome> told) {
        try {
            thread.execute(() -> told.accept(insert(text, wish)));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed; the text stays in the menu");
        }
    }

    /** Deletes a recording that was kept. */
    public void discard(Recording recording) {
        store.delete(recording);
    }

    /** Ends what is going on. Recordings without a text stay on disk. */
    @Override
    public void close() {
        recorder.close();
        thread.shutdownNow();
        synchronized (this) {
            unfinished.forEach(one -> one.live().ifPresent(LiveDecoding::cancel));
        }
        try {
            thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OneDictation begin(long number, DictationWish wish, Optional<LiveDecoding> live, Archive its) {
        OneDictation one = new OneDictation(number, wish, listener, live, its, this::recorded);
        unfinished.add(one);
        return one;
    }

    /** On the recorder's thread: what was recorded goes to dictation's. */
    private void recorded(OneDictation one, Take take) {
        synchronized (this) {
            if (pressed.filter(one::equals).isPresent()) {
                pressed = Optional.empty(); // it ended by itself
            }
        }
        Optional<Recording> recording = take.recording();
        if (one.isCancelled()) {
            drop(one, recording);
        } else if (recording.isEmpty() && take.failure().isPresent()) {
            one.live().ifPresent(LiveDecoding::cancel);
            end(one, new Failed(take.failure().get(), Optional.empty()));
        } else if (recording.isEmpty() || recording.get().length().compareTo(SHORTEST) < 0) {
            one.live().ifPresent(LiveDecoding::cancel);
            recording.ifPresent(store::delete);
            end(one, new TooShort());
        } else {
            take.failure().ifPresent(e -> listener.notice(one.number(), new RecordingNotice(e.code(), e.arguments())));
            submit(one, recording.get(), Optional.of(take.times()));
        }
    }

    private void submit(OneDictation one, Recording recording, Optional<TakeTimes> take) {
        long ready = nanoTime.getAsLong();
        try {
            thread.execute(() -> transcribe(one, recording, take, ready));
        } catch (RejectedExecutionException e) {
            LOG.debug("closed; the recording is offered at the next start");
        }
    }

    private void transcribe(OneDictation one, Recording recording, Optional<TakeTimes> take, long ready) {
        if (one.isCancelled()) {
            drop(one, Optional.of(recording));
            return;
        }
        listener.transcribing(one.number(), recording.length());
        try {
            end(one, outcome(one, recording, take, ready));
        } catch (CodedException e) {
            LOG.warn("no text: {}", e.toString());
            end(one, new Failed(e, stays(recording)));
        } catch (InterruptedException e) {
            if (one.isCancelled()) {
                drop(one, Optional.of(recording));
            } else {
                Thread.currentThread().interrupt(); // closed; the recording is offered at the next start
            }
        } catch (RuntimeException e) {
            LOG.error("dictation failed", e); // a thread's edge: the next dictation must find it alive
            end(
                    one,
                    new Failed(
                            new AudioException(ErrorCode.INTERNAL, e.toString(), e, List.of(e.toString())),
                            stays(recording)));
        }
    }

    private DictationOutcome outcome(OneDictation one, Recording recording, Optional<TakeTimes> take, long ready)
            throws CodedException, InterruptedException {
        Duration drain = take.map(TakeTimes::drain).orElse(Duration.ZERO);
        Text heard;
        long begun = ready;
        decodes(one);
        try {
            Optional<StreamResult> live =
                    one.live().isPresent() ? one.live().get().await() : Optional.empty();
            if (one.isCancelled()) {
                throw new InterruptedException(); // an engine that is begun with now would be interrupted in turn
            }
            if (live.isPresent()) {
                heard = new Text(
                        DictatedText.of(live.get().segments()), live.get().language());
            } else {
                EngineSupply.Ready engine = decoding.ready(failure -> tellOfGpu(one, failure));
                begun = nanoTime.getAsLong();
                TranscriptionResult result =
                        decoding.decode(engine, recording, one.wish(), failure -> tellOfGpu(one, failure));
                heard = new Text(DictatedText.of(result.segments()), result.language());
            }
        } finally {
            decodesNoMore(one);
        }
        long decoded = nanoTime.getAsLong();
        String text = one.wish().text().apply(heard.text(), heard.language());
        Duration queue = Duration.ofNanos(begun - ready);
        Duration decode = Duration.ofNanos(decoded - begun);
        if (text.isEmpty()) {
            ReleaseToText times = new ReleaseToText(drain, queue, decode, Duration.ZERO);
            if (!mayHoldAVoice(one, recording)) {
                store.delete(recording);
                return new NoSpeech(recording.length(), times, Optional.empty());
            }
            return new NoSpeech(recording.length(), times, Optional.of(recording));
        }
        Paster.Outcome insertion = insert(text, one.wish());
        Duration paste = Duration.ofNanos(nanoTime.getAsLong() - decoded);
        Done done = new Done(
                text,
                insertion,
                heard.language(),
                recording.length(),
                new ReleaseToText(drain, queue, decode, paste),
                take);
        archive(one, done, recording);
        store.delete(recording);
        return done;
    }

    /**
     * A quiet voice that was not found is worth another try, unless nothing is to be kept; and what people were told is kept
     * stays kept. A copy from the history is neither.
     */
    private boolean mayHoldAVoice(OneDictation one, Recording recording) {
        boolean isLong = recording.length().compareTo(SHORTEST_KEPT) >= 0;
        return isSpoken(one)
                ? one.archive().mayStay() && isLong && one.peakDbfs() >= QUIETEST_KEPT_DBFS
                : store.holds(recording);
    }

    /** The text is where it belongs already; that it is kept is worth no failure. */
    private void archive(OneDictation one, Done done, Recording recording) {
        try {
            one.archive().keep(done, recording, one.wish());
        } catch (CodedException e) {
            LOG.warn("not kept: {}", e.toString());
            listener.notice(one.number(), new RecordingNotice(e.code(), e.arguments()));
        } catch (RuntimeException e) {
            LOG.error("not kept: {}", e.getClass().getName());
        }
    }

    private void tellOfGpu(OneDictation one, EngineException failure) {
        LOG.warn("the processor takes over: {}", failure.toString());
        listener.notice(
                one.number(),
                new RecordingNotice(
                        ErrorCode.GPU_GAVE_WAY, List.of(failure.code().id())));
    }

    private record Text(String text, Optional<String> language) {}

    private Paster.Outcome insert(String text, DictationWish wish) {
        if (wish.way() == DictationWish.Way.COPY) {
            return paster.leave(text, Paster.Reason.COPY_ONLY);
        }
        if (wish.target().isEmpty()) {
            return paster.leave(text, Paster.Reason.NO_TARGET);
        }
        Target target = wish.target().get();
        return wish.way() == DictationWish.Way.TYPE ? paster.type(text, target) : paster.paste(text, target);
    }

    private synchronized void decodes(OneDictation one) throws InterruptedException {
        if (one.isCancelled()) {
            throw new InterruptedException();
        }
        decoded = Optional.of(one);
        decoder = Optional.of(Thread.currentThread());
    }

    /** From here on the text goes its way; a cancel that came a moment too late must not reach the next dictation. */
    private synchronized void decodesNoMore(OneDictation one) throws InterruptedException {
        decoded = Optional.empty();
        decoder = Optional.empty();
        if (one.isCancelled()) {
            boolean unused = Thread.interrupted();
            throw new InterruptedException();
        }
    }

    /** One that was kept stays kept. */
    private void drop(OneDictation one, Optional<Recording> recording) {
        if (isSpoken(one)) {
            recording.ifPresent(store::delete);
            end(one, new Cancelled(Optional.empty()));
        } else {
            end(one, new Cancelled(recording.flatMap(this::stays)));
        }
    }

    /** A copy from the history goes: the history has it. */
    private Optional<Recording> stays(Recording recording) {
        if (store.holds(recording)) {
            return Optional.of(recording);
        }
        store.delete(recording);
        return Optional.empty();
    }

    /** Whether it was spoken now, and is no recording that was kept. */
    private static boolean isSpoken(OneDictation one) {
        return one.live().isPresent();
    }

    private void end(OneDictation one, DictationOutcome outcome) {
        synchronized (this) {
            unfinished.remove(one);
        }
        listener.ended(one.number(), outcome);
    }
}
