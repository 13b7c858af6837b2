package io.fastervox.dictation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.fastervox.audio.Microphones;
import io.fastervox.audio.Recorder;
import io.fastervox.audio.Recording;
import io.fastervox.audio.RecordingNotice;
import io.fastervox.audio.RecordingStore;
import io.fastervox.audio.RecoveredRecordings;
import io.fastervox.audio.WavMicrophones;
import io.fastervox.config.TextChoice;
import io.fastervox.config.TextChoice.Replacement;
import io.fastervox.desktop.MicrophonePrivacy.Access;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Target;
import io.fastervox.desktop.headless.HeadlessClipboard;
import io.fastervox.desktop.headless.HeadlessForeground;
import io.fastervox.desktop.headless.HeadlessPaster;
import io.fastervox.dictation.text.TextPass;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("R6: press, speak, release, and the text stands where the person was")
class DictationTest {
    private static final Path CLIP = Path.of(System.getProperty("fastervox.program"), "samples/ill-disposed.wav");
    private static final Target EDITOR = new Target(1, 2, "Edit", "notepad.exe", Target.Reach.REACHED);
    private static final ModelSpec MODEL = new ModelSpec(Path.of("model"), "cpu", "int8", 2);
    private static final DictationWish WISH = DictationWish.PLAIN.into(Optional.of(EDITOR));

    @TempDir
    Path recordings;

    @TempDir
    Path folder;

    private final HeadlessForeground foreground = new HeadlessForeground();
    private final HeadlessClipboard clipboard = new HeadlessClipboard();
    private final HeadlessPaster paster = new HeadlessPaster(foreground, clipboard);
    private final Outcomes outcomes = new Outcomes();
    private RecordingStore store;
    private Dictation dictation;
    private Archive archive = Archive.NONE;

    /** The outcome of each dictation, which a test waits for. */
    private static final class Outcomes implements DictationListener {
        private final Map<Long, CompletableFuture<DictationOutcome>> ended = new ConcurrentHashMap<>();

        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<ErrorCode> notices = new CopyOnWriteArrayList<>();

        @Override
        public void notice(long number, RecordingNotice notice) {
            notices.add(notice.code());
        }

        @Override
        public void heard(long number, String text) {
            heard.add(text);
        }

        private CompletableFuture<DictationOutcome> of(long number) {
            return ended.computeIfAbsent(number, n -> new CompletableFuture<>());
        }

        @Override
        public void ended(long number, DictationOutcome outcome) {
            of(number).complete(outcome);
        }

        DictationOutcome await(long number) throws Exception {
            return of(number).get(60, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void close() {
        dictation.close();
        store.close();
    }

    private FakeEngine open(Microphones microphones, FakeEngine.Hearing hearing) {
        return open(microphones, new FakeEngine(hearing));
    }

    private FakeEngine open(Microphones microphones, FakeEngine engine) {
        foreground.bring(EDITOR);
        store = new RecordingStore(recordings, Clock.systemUTC());
        dictation = new Dictation(
                new Recorder(microphones, () -> Access.UNKNOWN, store),
                store,
                () -> new EngineSupply.Ready(engine, MODEL),
                paster,
                archive,
                outcomes);
        return engine;
    }

    private FakeEngine open(FakeEngine.Hearing hearing) {
        return open(new WavMicrophones(CLIP, false), hearing);
    }

    private static EngineException crash() {
        return new EngineException(ErrorCode.WORKER_CRASHED, "gone", "gone", "");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(recordings)) {
            return files.filter(file -> file.toString().endsWith(".wav")).toList();
        }
    }

    private static String text(DictationOutcome outcome) {
        return assertInstanceOf(DictationOutcome.Done.class, outcome).text();
    }

    @Test
    void theTextIsInsertedAndItsRecordingGoes() throws Exception {
        FakeEngine engine = open(call -> List.of(" Young John", " Dashwood"));

        DictationOutcome outcome = outcomes.await(dictation.press(WISH));

        assertEquals("Young John Dashwood", text(outcome));
        assertEquals(new Paster.Outcome.PastedSeen(), ((DictationOutcome.Done) outcome).insertion());
        assertEquals(List.of("Young John Dashwood"), paster.pasted());
        assertEquals(List.of(), files());
        assertEquals(List.of(MODEL, MODEL), engine.loaded); // at the press, and, at no cost, before the decoding
    }

    @Test
    void theArchiveGetsTheTextWithItsRecordingAndMayTakeItAway() throws Exception {
        Path taken = recordings.resolve("taken");
        CompletableFuture<List<Object>> kept = new CompletableFuture<>();
        archive = (done, recording, wish) -> {
            kept.complete(List.of(done.text(), recording.length(), wish.target()));
            move(recording.file(), taken);
        };
        open(call -> List.of(" Young John"));

        DictationOutcome.Done done = (DictationOutcome.Done) outcomes.await(dictation.press(WISH));

        assertEquals(List.of("Young John", done.length(), Optional.of(EDITOR)), kept.getNow(List.of()));
        assertEquals(List.of(true, List.of()), List.of(Files.exists(taken), files()));
    }

    private static void move(Path file, Path target) {
        try {
            Files.move(file, target);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anArchiveThatFailsCostsNoText() throws Exception {
        archive = (done, recording, wish) -> {
            throw crash();
        };
        open(call -> List.of(" Young John"));

        DictationOutcome outcome = outcomes.await(dictation.press(WISH));

        assertEquals(List.of("Young John", List.of()), List.of(text(outcome), files()));
        assertEquals(List.of(ErrorCode.WORKER_CRASHED), outcomes.notices);
    }

    @Test
    void theEngineIsAskedGreedilyForTheWholeRecordingOfADictation() throws Exception {
        FakeEngine engine = open(call -> List.of("text"));

        outcomes.await(dictation.press(new DictationWish(
                Optional.of(EDITOR),
                DictationWish.Way.PASTE,
                Optional.empty(),
                Optional.of("zh"),
                TextPass.of(TextChoice.NONE.withVocabulary(List.of("你好"))))));

        Path recording = engine.asked.get(0).recording();
        assertEquals(
                List.of(new TranscriptionRequest(
                                recording,
                                Optional.of("zh"),
                                Task.TRANSCRIBE,
                                1,
                                false,
                                true,
                                Optional.empty(),
                                Optional.of("你好"),
                                OptionalInt.empty(),
                                0)
                        .dictated()),
                engine.asked);
    }

    @Test
    void theTextIsInsertedAsThePersonWishesItToBeWritten() throws Exception {
        open(call -> List.of(" um, john", " dashwood."));
        TextChoice choice = TextChoice.NONE
                .withRemoveFillers(true)
                .withReplacements(List.of(new Replacement("john dashwood", "Sir John", false)));

        DictationOutcome outcome = outcomes.await(dictation.press(new DictationWish(
                Optional.of(EDITOR),
                DictationWish.Way.PASTE,
                Optional.empty(),
                Optional.of("en"),
                TextPass.of(choice))));

        assertEquals("Sir John.", text(outcome));
        assertEquals(List.of("Sir John."), paster.pasted());
    }

    @Test
    void whatIsSaidIsDecodedWhileItIsRecordedAndNotOnceMore() throws Exception {
        FakeStream stream = new FakeStream(false);
        FakeEngine engine = open(new WavMicrophones(CLIP, false), new FakeEngine(call -> List.of("whole"), stream));

        DictationOutcome outcome = outcomes.await(dictation.press(new DictationWish(
                Optional.of(EDITOR),
                DictationWish.Way.PASTE,
                Optional.empty(),
                Optional.of("en"),
                TextPass.of(TextChoice.NONE.withVocabulary(List.of("Dashwood", "Norland"))))));

        assertEquals("one two", text(outcome));
        assertEquals(List.of("one", "one tw", "one two"), outcomes.heard);
        assertEquals(List.of(), engine.asked);
        assertEquals(
                Optional.of(new StreamRequest(
                        Optional.of("en"), Optional.empty(), Optional.of("Dashwood, Norland"), false)),
                stream.request);
        byte[] clip = Files.readAllBytes(CLIP);
        assertArrayEquals(Arrays.copyOfRange(clip, 44, clip.length), stream.audio.toByteArray());
        stream.closed.await();
    }

    @Test
    void theReleaseIsToldToTheStreamBeforeTheRecordingIsWhole() throws Exception {
        FakeStream stream = new FakeStream(false);
        open(new WavMicrophones(CLIP, true), new FakeEngine(call -> List.of("whole"), stream));

        long number = dictation.press(WISH);
        while (outcomes.heard.isEmpty()) {
            Thread.onSpinWait();
        }
        dictation.release();

        stream.released.await();
        outcomes.await(number);
    }

    @Test
    void aStreamThatFailsCostsNothingButTime() throws Exception {
        FakeStream stream = new FakeStream(true);
        open(new WavMicrophones(CLIP, false), new FakeEngine(call -> List.of("whole"), stream));

        assertEquals("whole", text(outcomes.await(dictation.press(WISH))));
        assertEquals(List.of("whole"), paster.pasted());
        stream.closed.await();
    }

    /** As when a file that is decoded in batches cannot be put aside in time. */
    @Test
    void aStreamWhoseWorkerIsGivenUpBeginsAgainWithAllThatWasSaid() throws Exception {
        FakeStream lost = new FakeStream(ErrorCode.CANCELLED);
        FakeStream next = new FakeStream(false);
        open(new WavMicrophones(CLIP, false), new FakeEngine(call -> List.of("whole"), lost, next));

        assertEquals("one two", text(outcomes.await(dictation.press(WISH))));
        assertArrayEquals(lost.audio.toByteArray(), next.audio.toByteArray());
        lost.closed.await();
        next.closed.await();
    }

    @Test
    void aRecordingThatIsCancelledEndsItsStream() throws Exception {
        FakeStream stream = new FakeStream(false);
        open(new WavMicrophones(CLIP, true), new FakeEngine(call -> List.of("whole"), stream));

        long number = dictation.press(WISH);
        dictation.cancel();

        assertEquals(new DictationOutcome.Cancelled(Optional.empty()), outcomes.await(number));
        stream.closed.await();
    }

    @Test
    void cancellingWhileTheRestOfAStreamIsDecodedEndsItAtOnceAndNothingIsDecodedAnew() throws Exception {
        FakeStream stream = FakeStream.endless();
        FakeEngine engine = open(
                new WavMicrophones(CLIP, false),
                new FakeEngine(call -> List.of("whole"), stream, new FakeStream(false)));
        long first = dictation.press(WISH);
        stream.finishing.await();
        dictation.release();

        dictation.cancel();

        assertEquals(new DictationOutcome.Cancelled(Optional.empty()), outcomes.await(first));
        stream.closed.await();
        assertEquals(List.of(false, List.of()), List.of(stream.closedByAnInterruptedThread, engine.asked));
        assertEquals("one two", text(outcomes.await(dictation.press(WISH))));
        assertEquals(List.of(), files());
    }

    @Test
    void aPressWhileAnotherOneIsDecodedIsRecordedAndItsTextComesAfterwards() throws Exception {
        CountDownLatch decoding = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        open(call -> {
            if (call == 1) {
                decoding.countDown();
                mayGoOn.await();
            }
            return List.of(" text " + call);
        });

        long first = dictation.press(WISH);
        decoding.await();
        long second = dictation.press(WISH);
        while (files().size() < 2) {
            Thread.onSpinWait(); // it is on disk while the first one is still being decoded
        }
        mayGoOn.countDown();

        assertEquals("text 1", text(outcomes.await(first)));
        assertEquals("text 2", text(outcomes.await(second)));
        assertEquals(List.of("text 1", "text 2"), paster.pasted());
    }

    @Test
    void aFailureKeepsTheRecordingWhichCanBeTranscribedAgain() throws Exception {
        open(call -> {
            if (call == 1) {
                throw crash();
            }
            return List.of("after all");
        });

        DictationOutcome.Failed failed =
                assertInstanceOf(DictationOutcome.Failed.class, outcomes.await(dictation.press(WISH)));
        Recording kept = failed.kept().orElseThrow();
        assertEquals(ErrorCode.WORKER_CRASHED, failed.problem().code());
        assertEquals(List.of(kept.file()), files());

        assertEquals("after all", text(outcomes.await(dictation.again(kept, WISH))));
        assertEquals(List.of(), files());
    }

    @Test
    void aRecordingThatWasKeptIsOfferedAtTheNextStart() throws Exception {
        open(call -> {
            throw crash();
        });
        DictationOutcome.Failed failed =
                assertInstanceOf(DictationOutcome.Failed.class, outcomes.await(dictation.press(WISH)));
        close();

        try (RecoveredRecordings recovered = RecoveredRecordings.in(recordings, Instant.MIN)) {
            assertEquals(
                    List.of(failed.kept().orElseThrow().file()),
                    recovered.list().stream().map(Recording::file).toList());
        }
    }

    @Test
    void closingWhileARecordingIsDecodedKeepsIt() throws Exception {
        CountDownLatch decoding = new CountDownLatch(1);
        open(call -> {
            decoding.countDown();
            new CountDownLatch(1).await();
            return List.of();
        });
        dictation.press(WISH);
        decoding.await();

        dictation.close();

        assertEquals(1, files().size());
    }

    @Test
    void cancellingADecodingEndsItAndDropsTheRecordingAndNothingElse() throws Exception {
        CountDownLatch decoding = new CountDownLatch(1);
        open(call -> {
            if (call == 1) {
                decoding.countDown();
                new CountDownLatch(1).await();
            }
            return List.of("text " + call);
        });
        long first = dictation.press(WISH);
        decoding.await();
        dictation.release();

        dictation.cancel();

        assertEquals(new DictationOutcome.Cancelled(Optional.empty()), outcomes.await(first));
        assertEquals("text 2", text(outcomes.await(dictation.press(WISH))));
        assertEquals(List.of("text 2"), paster.pasted());
        assertEquals(List.of(), files());
    }

    @Test
    void cancellingTheTextOfARecordingThatWasKeptKeepsIt() throws Exception {
        CountDownLatch decoding = new CountDownLatch(1);
        open(call -> {
            if (call == 1) {
                throw crash();
            }
            decoding.countDown();
            new CountDownLatch(1).await();
            return List.of();
        });
        DictationOutcome.Failed failed =
                assertInstanceOf(DictationOutcome.Failed.class, outcomes.await(dictation.press(WISH)));
        Recording kept = failed.kept().orElseThrow();
        long again = dictation.again(kept, WISH);
        decoding.await();

        dictation.cancel();

        assertEquals(new DictationOutcome.Cancelled(Optional.of(kept)), outcomes.await(again));
        assertEquals(List.of(kept.file()), files());
    }

    @Test
    void cancellingARecordingDropsIt() throws Exception {
        open(new WavMicrophones(CLIP, true), call -> List.of("text"));

        long number = dictation.press(WISH);
        dictation.cancel();

        assertEquals(new DictationOutcome.Cancelled(Optional.empty()), outcomes.await(number));
        assertEquals(List.of(), files());
    }

    @Test
    void aTouchOfTheKeyGivesNothing() throws Exception {
        FakeEngine engine = open(new WavMicrophones(CLIP, true), call -> List.of("text"));

        long number = dictation.press(WISH);
        dictation.release();

        assertEquals(new DictationOutcome.TooShort(), outcomes.await(number));
        assertEquals(List.of(), engine.asked);
        assertEquals(List.of(), files());
    }

    @Test
    void whereNoVoiceIsFoundNothingIsInsertedAndTheRecordingIsKeptUntilItHasAText() throws Exception {
        open(call -> call < 3 ? List.of() : List.of("after all"));

        Recording kept = kept(outcomes.await(dictation.press(WISH))).orElseThrow();
        assertEquals(Optional.of(kept), kept(outcomes.await(dictation.again(kept, WISH))));
        assertEquals(List.of(List.of(), List.of(kept.file())), List.of(paster.pasted(), files()));

        assertEquals("after all", text(outcomes.await(dictation.again(kept, WISH))));
        assertEquals(List.of(), files());
    }

    @Test
    void whoKeepsNothingKeepsNoRecordingInWhichNoVoiceIsFound() throws Exception {
        archive = new Archive() {
            @Override
            public void keep(DictationOutcome.Done done, Recording recording, DictationWish wish) {}

            @Override
            public boolean mayStay() {
                return false;
            }
        };
        open(call -> List.of());

        Optional<Recording> kept = kept(outcomes.await(dictation.press(WISH)));

        assertEquals(List.of(Optional.empty(), List.of()), List.of(kept, files()));
    }

    @Test
    void aCopyFromTheHistoryThatGaveNoTextIsNothingToTryAgain(@TempDir Path history) throws Exception {
        open(call -> {
            throw crash();
        });
        Path copy = Files.copy(CLIP, history.resolve("copy.wav"));

        long number = dictation.again(new Recording(copy, Instant.EPOCH, Duration.ofSeconds(3)), WISH);

        DictationOutcome.Failed failed = assertInstanceOf(DictationOutcome.Failed.class, outcomes.await(number));
        assertEquals(List.of(Optional.empty(), false), List.of(failed.kept(), Files.exists(copy)));
    }

    @Test
    void aCopyFromTheHistoryInWhichNoVoiceIsFoundIsDeleted(@TempDir Path history) throws Exception {
        open(call -> List.of());
        Path copy = Files.copy(CLIP, history.resolve("copy.wav"));

        long number = dictation.again(new Recording(copy, Instant.EPOCH, Duration.ofSeconds(3)), WISH);

        assertEquals(Optional.empty(), kept(outcomes.await(number)));
        assertFalse(Files.exists(copy));
    }

    private static Optional<Recording> kept(DictationOutcome outcome) {
        return assertInstanceOf(DictationOutcome.NoSpeech.class, outcome).kept();
    }

    @ParameterizedTest
    @CsvSource({"1900, 8000, 0", "2100, 8000, 1", "3000, 90, 0", "3000, 120, 1"})
    void aRecordingInWhichNobodyCanHaveSpokenIsNotKept(int milliseconds, int loudest, int left) throws Exception {
        Path sound = folder.resolve("sound.wav");
        byte[] samples = new byte[milliseconds * 32];
        for (int at = 0; at < samples.length; at += 64) {
            samples[at] = (byte) loudest;
            samples[at + 1] = (byte) (loudest >> 8);
        }
        AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
        AudioInputStream stream = new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length / 2);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, sound.toFile());
        open(new WavMicrophones(sound, false), call -> List.of());

        Optional<Recording> kept = kept(outcomes.await(dictation.press(WISH)));

        assertEquals(List.of(left, left), List.of(kept.stream().toList().size(), files().size()));
    }

    @Test
    void withoutATargetTheTextIsLeftOnTheClipboard() throws Exception {
        open(call -> List.of(" text"));

        DictationOutcome outcome = outcomes.await(dictation.press(DictationWish.PLAIN));

        assertEquals(
                new Paster.Outcome.LeftOnClipboard(Paster.Reason.NO_TARGET),
                ((DictationOutcome.Done) outcome).insertion());
    }

    @Test
    void withoutAMicrophoneItSaysSo() throws Exception {
        open(new WavMicrophones(recordings.resolve("missing.wav"), false), call -> List.of());

        DictationOutcome.Failed failed =
                assertInstanceOf(DictationOutcome.Failed.class, outcomes.await(dictation.press(WISH)));

        assertEquals(ErrorCode.AUDIO_MISSING, failed.problem().code());
        assertEquals(Optional.empty(), failed.kept());
    }
}
