package io.fastervox.audio;

import static io.fastervox.audio.FakeMicrophones.doing;
import static io.fastervox.audio.FakeMicrophones.end;
import static io.fastervox.audio.FakeMicrophones.line;
import static io.fastervox.audio.FakeMicrophones.nothing;
import static io.fastervox.audio.FakeMicrophones.samples;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.MicrophonePrivacy.Access;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisplayName("R5: a recording, from the press to the file")
class RecorderTest {
    private static final byte[] SILENCE = new byte[Pcm.CHUNK_BYTES];

    @TempDir
    Path recordings;

    private final FakeTime time = new FakeTime();
    private final Events events = new Events();
    private RecordingStore store;
    private Access access = Access.ALLOWED;
    private Recorder recorder;
    private RecordingInProgress recording;

    /** What a listener heard, in order. */
    private static final class Events implements RecordingListener {
        private final List<String> heard = new ArrayList<>();
        private final CompletableFuture<Take> take = new CompletableFuture<>();
        private int levels;

        @Override
        public void started(String device) {
            heard.add("started " + device);
        }

        @Override
        public void level(Level level) {
            levels++;
        }

        @Override
        public void notice(RecordingNotice notice) {
            heard.add(notice.code() + " " + notice.arguments());
        }

        @Override
        public void ended(Take ended) {
            take.complete(ended);
        }

        Take await() throws Exception {
            return take.get(60, TimeUnit.SECONDS);
        }
    }

    @BeforeEach
    void openTheStore() {
        store = new RecordingStore(recordings, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        recorder.close();
        store.close();
    }

    private Take record(Optional<String> wanted, FakeMicrophones.Line... lines) throws Exception {
        recorder = new Recorder(FakeMicrophones.of(lines), () -> access, store, time, time);
        synchronized (this) {
            recording = recorder.start(wanted, events);
        }
        return events.await();
    }

    private Take record(FakeMicrophones.Line... lines) throws Exception {
        return record(Optional.empty(), lines);
    }

    private synchronized void release() {
        recording.stop();
    }

    private static byte[] tone(int chunk) {
        byte[] pcm = new byte[Pcm.CHUNK_BYTES];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (byte) (i + 7 * chunk + 1);
        }
        return pcm;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] pcm(Take take) throws Exception {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(
                take.recording().orElseThrow().file().toFile())) {
            return in.readAllBytes();
        }
    }

    private List<String> files() throws IOException {
        try (var files = Files.walk(recordings)) {
            return files.filter(file -> file.toString().endsWith(".wav"))
                    .map(Path::toString)
                    .toList();
        }
    }

    @Test
    void whatTheMicrophoneGivesIsInTheFileSampleForSample() throws Exception {
        byte[] half = new byte[600];
        Take take = record(line("Mic", end(), samples(tone(1)), nothing(), samples(tone(2)), samples(half)));

        assertArrayEquals(joined(tone(1), tone(2), half), pcm(take));
        assertEquals(Optional.empty(), take.failure());
        assertEquals(List.of("started Mic"), events.heard);
        assertEquals(3, events.levels);
    }

    @Test
    void whatComesWithin120MillisecondsOfTheReleaseBelongsToIt() throws Exception {
        List<FakeMicrophones.Step> steps = new ArrayList<>(List.of(samples(tone(1)), doing(this::release)));
        // A poll sleeps 8 ms when nothing comes, so that this comes after 96 ms, and the next one would after 200.
        steps.addAll(Collections.nCopies(11, nothing()));
        steps.add(samples(tone(2)));
        steps.addAll(Collections.nCopies(13, nothing()));
        steps.add(samples(tone(3)));

        Take take = record(line("Mic", nothing(), steps.toArray(FakeMicrophones.Step[]::new)));

        assertArrayEquals(joined(tone(1), tone(2)), pcm(take));
        assertEquals(Duration.ofMillis(120), take.times().drain());
    }

    @Test
    void anHourIsRecordedWhole() throws Exception {
        int chunks = 3600 * Pcm.BYTES_PER_SECOND / Pcm.CHUNK_BYTES;
        int[] given = new int[1];
        byte[] sound = tone(1);

        Take take = record(line(
                "Mic",
                (into, offset) -> given[0]++ < chunks ? samples(sound).read(into, offset) : end().read(into, offset)));

        assertEquals(Optional.empty(), take.failure());
        assertEquals(Duration.ofHours(1), take.recording().orElseThrow().length());
    }

    @Test
    @Reaches(ErrorCode.RECORDING_GAPS)
    void soundThatABusyMachineDidNotTakeIsTold() throws Exception {
        FakeMicrophones.Step busy = doing(() -> time.sleep(Duration.ofMillis(1500)));
        record(line("Mic", end(), samples(tone(1)), busy, samples(tone(2))));

        assertEquals(List.of("started Mic", ErrorCode.RECORDING_GAPS + " [1.5]"), events.heard);
    }

    @Test
    void aDiscardedRecordingLeavesNoFile() throws Exception {
        Take take = record(line("Mic", nothing(), samples(tone(1)), doing(() -> {
            synchronized (this) {
                recording.discard();
            }
        })));

        assertEquals(Optional.empty(), take.recording());
        assertEquals(List.of(), files());
    }

    @Test
    void aReleaseBeforeTheFirstSamplesLeavesNoFile() throws Exception {
        Take take = record(line("Mic", nothing(), doing(this::release)));

        assertEquals(Optional.empty(), take.recording());
        assertEquals(Optional.empty(), take.failure());
        assertEquals(List.of(), files());
    }

    @Test
    @Reaches(ErrorCode.MICROPHONE_SILENT)
    void halfASecondOfZerosIsToldWhileTheRecordingGoesOn() throws Exception {
        List<FakeMicrophones.Step> steps = new ArrayList<>(Collections.nCopies(20, samples(SILENCE)));
        steps.add(samples(tone(1)));

        Take take = record(line("Mic", end(), steps.toArray(FakeMicrophones.Step[]::new)));

        assertEquals(List.of("started Mic", ErrorCode.MICROPHONE_SILENT + " [Mic]"), events.heard);
        assertEquals(
                Pcm.duration(21L * Pcm.CHUNK_BYTES),
                take.recording().orElseThrow().length());
    }

    @Test
    void zerosAfterTheFirstSoundAreAPause() throws Exception {
        List<FakeMicrophones.Step> steps = new ArrayList<>(List.of(samples(tone(1))));
        steps.addAll(Collections.nCopies(40, samples(SILENCE)));

        Take take = record(line("Mic", end(), steps.toArray(FakeMicrophones.Step[]::new)));

        assertEquals(List.of("started Mic"), events.heard);
        assertEquals(Optional.empty(), take.failure());
    }

    @Test
    @Reaches(ErrorCode.MICROPHONE_BLOCKED)
    void zerosAloneAreTheFaultOfThePrivacySettingWhenItForbidsTheMicrophone() throws Exception {
        access = Access.DENIED;
        Take take = record(
                line("Mic", end(), Collections.nCopies(20, samples(SILENCE)).toArray(FakeMicrophones.Step[]::new)));

        assertEquals(List.of("started Mic", "MICROPHONE_BLOCKED [Mic]"), events.heard);
        assertEquals(ErrorCode.MICROPHONE_BLOCKED, take.failure().orElseThrow().code());
        assertEquals(Optional.empty(), take.recording());
        assertEquals(List.of(), files());
    }

    @Test
    void aMicrophoneThatCannotBeOpenedIsBlockedWhenThePrivacySettingForbidsIt() throws Exception {
        access = Access.DENIED;
        Take take = record();

        assertEquals(ErrorCode.MICROPHONE_BLOCKED, take.failure().orElseThrow().code());
    }

    @Test
    @Reaches(ErrorCode.MICROPHONE_UNAVAILABLE)
    void aMicrophoneThatFailsInAWayNobodyThoughtOfIsAnErrorAndWhatWasRecordedIsKept() throws Exception {
        Take take = record(line("Mic", end(), samples(tone(1)), doing(() -> {
            throw new IllegalStateException("driver");
        })));

        assertArrayEquals(tone(1), pcm(take));
        assertEquals(
                ErrorCode.MICROPHONE_UNAVAILABLE, take.failure().orElseThrow().code());
    }

    @Test
    @Reaches(ErrorCode.MICROPHONE_MISSING)
    void noMicrophoneIsAnError() throws Exception {
        Take take = record();

        assertEquals(ErrorCode.MICROPHONE_MISSING, take.failure().orElseThrow().code());
        assertEquals(List.of(), files());
    }

    @Test
    @Reaches(ErrorCode.MICROPHONE_OTHER)
    void anotherMicrophoneThanTheWantedOneIsTold() throws Exception {
        record(Optional.of("Headset"), line("Built-in", end(), samples(tone(1))));

        assertEquals(List.of(ErrorCode.MICROPHONE_OTHER + " [Headset, Built-in]", "started Built-in"), events.heard);
    }

    @Test
    void aNameThatTheSystemCutsIsTheWantedOne() throws Exception {
        record(
                Optional.of("Mikrofon (Realtek High Definition Audio)"),
                line("Mikrofon (Realtek High Definiti", end(), samples(tone(1))));

        assertEquals(List.of("started Mikrofon (Realtek High Definiti"), events.heard);
    }

    @Test
    void aMicrophoneThatStopsIsOpenedAgainAndWhatWasRecordedIsKept() throws Exception {
        Take take = record(line("Headset", nothing(), samples(tone(1))), line("Built-in", end(), samples(tone(2))));

        assertArrayEquals(joined(tone(1), tone(2)), pcm(take));
        assertEquals(List.of("started Headset", "MICROPHONE_LOST [Headset]"), events.heard);
    }

    @Test
    void aMicrophoneThatIsGoneEndsTheRecordingAndWhatWasRecordedIsKept() throws Exception {
        Take take = record(line("Headset", nothing(), samples(tone(1))));

        assertArrayEquals(tone(1), pcm(take));
        assertEquals(ErrorCode.MICROPHONE_MISSING, take.failure().orElseThrow().code());
    }

    @Test
    @Reaches(ErrorCode.MICROPHONE_LOST)
    void aMicrophoneThatGivesNothingIsGivenUpAfterThreeMoreAttempts() throws Exception {
        Take take = record(
                line("A", nothing()),
                line("B", nothing()),
                line("C", nothing()),
                line("D", nothing()),
                line("E", end()));

        assertEquals(ErrorCode.MICROPHONE_LOST, take.failure().orElseThrow().code());
        assertEquals(List.of("MICROPHONE_LOST [A]", "MICROPHONE_LOST [B]", "MICROPHONE_LOST [C]"), events.heard);
    }
}
