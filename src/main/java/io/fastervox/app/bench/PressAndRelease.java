package io.fastervox.app.bench;

import io.fastervox.audio.AudioException;
import io.fastervox.audio.CaptureLine;
import io.fastervox.audio.Microphones;
import io.fastervox.audio.Recorder;
import io.fastervox.audio.RecordingStore;
import io.fastervox.audio.WavMicrophones;
import io.fastervox.desktop.MicrophonePrivacy.Access;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Target;
import io.fastervox.desktop.headless.HeadlessClipboard;
import io.fastervox.desktop.headless.HeadlessForeground;
import io.fastervox.desktop.headless.HeadlessPaster;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.Dictation;
import io.fastervox.dictation.DictationListener;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.dictation.EngineSupply;
import io.fastervox.dictation.text.TextPass;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A key that is held while a clip of English speech is played. */
final class PressAndRelease implements AutoCloseable {
    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final Path clip;
    private final Clips clips;
    private final Ears ears = new Ears();
    private final DictationWish wish;
    private final Paster paster;
    private final RecordingStore store;
    private final Dictation dictation;

    /**
     * Into a headless desktop.
     *
     * @param clip more than three seconds of English speech
     * @param recordings an empty folder, or none yet
     */
    PressAndRelease(Path clip, EngineSupply engine, Path recordings) throws IOException {
        this(clip, engine, recordings, Archive.NONE);
    }

    /**
     * The same, with what was said kept.
     *
     * @param archive gets each text and its recording
     */
    PressAndRelease(Path clip, EngineSupply engine, Path recordings, Archive archive) throws IOException {
        this.clip = clip;
        this.clips = new Clips(clip);
        HeadlessForeground foreground = new HeadlessForeground();
        Target target = new Target(1, 1, "Edit", "editor", Target.Reach.REACHED);
        foreground.bring(target);
        paster = new HeadlessPaster(foreground, new HeadlessClipboard());
        wish = new DictationWish(
                Optional.of(target), DictationWish.Way.PASTE, Optional.empty(), Optional.of("en"), TextPass.NONE);
        store = new RecordingStore(recordings, Clock.systemUTC());
        dictation =
                new Dictation(new Recorder(clips, () -> Access.UNKNOWN, store), store, engine, paster, archive, ears);
    }

    /** Dictates three seconds, and waits for the text. */
    DictationOutcome.Done dictate() throws IOException, InterruptedException {
        return dictate(clip, LENGTH);
    }

    /** @param held from the first samples on; the clip is longer */
    DictationOutcome.Done dictate(Path spoken, Duration held) throws IOException, InterruptedException {
        clips.next = new WavMicrophones(spoken, true);
        ears.started.clear();
        dictation.press(wish);
        ears.started.take();
        Sleeper.REAL.sleep(held);
        dictation.release();
        DictationOutcome outcome = ears.ended.take();
        if (outcome instanceof DictationOutcome.Done done) {
            return done;
        }
        throw new IOException("a dictation without a text: " + outcome);
    }

    @Override
    public void close() {
        dictation.close();
        store.close();
        paster.close();
    }

    /** In the place of a microphone: the clip that is to be played next. */
    private static final class Clips implements Microphones {
        private volatile Microphones next;

        Clips(Path first) {
            next = new WavMicrophones(first, true);
        }

        @Override
        public List<String> names() {
            return next.names();
        }

        @Override
        public CaptureLine open(Optional<String> wanted) throws AudioException {
            return next.open(wanted);
        }
    }

    private static final class Ears implements DictationListener {
        private final BlockingQueue<String> started = new LinkedBlockingQueue<>();
        private final BlockingQueue<DictationOutcome> ended = new LinkedBlockingQueue<>();

        @Override
        public void recording(long dictation, String device) {
            started.add(device);
        }

        @Override
        public void ended(long dictation, DictationOutcome outcome) {
            started.add(""); // nobody waits for ever for the first samples
            ended.add(outcome);
        }
    }
}
