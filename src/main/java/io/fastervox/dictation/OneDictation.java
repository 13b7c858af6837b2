package io.fastervox.dictation;

import io.fastervox.audio.Level;
import io.fastervox.audio.RecordingInProgress;
import io.fastervox.audio.RecordingListener;
import io.fastervox.audio.RecordingNotice;
import io.fastervox.audio.Take;
import java.util.Optional;
import java.util.function.BiConsumer;

/** One press of the key, from its recording on. Passes on what the recorder tells. */
final class OneDictation implements RecordingListener {
    private final long number;
    private final DictationWish wish;
    private final DictationListener listener;
    private final BiConsumer<OneDictation, Take> recorded;
    private final Optional<LiveDecoding> live;
    private final Archive archive;
    private volatile Optional<RecordingInProgress> recording = Optional.empty();
    private volatile boolean cancelled;
    private volatile double peakDbfs = Level.SILENCE;

    /**
     * @param live what decodes it while it is recorded; empty for a recording that was kept
     * @param archive gets its text
     */
    OneDictation(
            long number,
            DictationWish wish,
            DictationListener listener,
            Optional<LiveDecoding> live,
            Archive archive,
            BiConsumer<OneDictation, Take> recorded) {
        this.number = number;
        this.wish = wish;
        this.listener = listener;
        this.live = live;
        this.archive = archive;
        this.recorded = recorded;
    }

    long number() {
        return number;
    }

    DictationWish wish() {
        return wish;
    }

    Optional<LiveDecoding> live() {
        return live;
    }

    Archive archive() {
        return archive;
    }

    void records(RecordingInProgress control) {
        recording = Optional.of(control);
    }

    void stop() {
        live.ifPresent(LiveDecoding::released);
        recording.ifPresent(RecordingInProgress::stop);
    }

    void cancel() {
        cancelled = true;
        live.ifPresent(LiveDecoding::cancel);
        recording.ifPresent(RecordingInProgress::discard);
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** The loudest of what was recorded now; of a recording that was kept nothing is known. */
    double peakDbfs() {
        return peakDbfs;
    }

    @Override
    public void started(String device) {
        listener.recording(number, device);
    }

    @Override
    public void samples(byte[] pcm) {
        live.ifPresent(decoding -> decoding.samples(pcm));
    }

    @Override
    public void level(Level level) {
        peakDbfs = Math.max(peakDbfs, level.peakDbfs());
        listener.level(number, level);
    }

    @Override
    public void notice(RecordingNotice notice) {
        listener.notice(number, notice);
    }

    @Override
    public void ended(Take take) {
        live.ifPresent(LiveDecoding::end);
        recorded.accept(this, take);
    }
}
