package io.fastervox.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveredRecordingsTest {
    private static final Instant START = Instant.parse("2026-11-25T12:00:00.123Z");
    private static final Clock CLOCK = Clock.fixed(START, ZoneOffset.UTC);

    @TempDir
    Path recordings;

    private RecordingStore store() {
        return new RecordingStore(recordings, CLOCK);
    }

    private static Path write(RecordingStore store, Duration length) throws Exception {
        NewRecording recording = store.create();
        try (WavWriter wav = recording.wav()) {
            wav.append(new byte[Pcm.bytes(length)]);
        }
        return recording.file();
    }

    private List<Path> all() throws IOException {
        try (var files = Files.walk(recordings)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theRecordingsOfARunningProgramAreItsOwn() throws Exception {
        try (RecordingStore running = store()) {
            write(running, Duration.ofSeconds(1));
            try (RecoveredRecordings recovered = RecoveredRecordings.in(recordings, Instant.MIN)) {
                assertEquals(List.of(), recovered.list());
            }
        }
    }

    @Test
    void whatAProgramHasLeftIsFoundUntilItIsGone() throws Exception {
        Path file;
        try (RecordingStore ended = store()) {
            file = write(ended, Duration.ofSeconds(1));
        }
        Recording expected = new Recording(file, START, Duration.ofSeconds(1));

        for (int start = 0; start < 2; start++) {
            try (RecoveredRecordings recovered = RecoveredRecordings.in(recordings, Instant.MIN)) {
                assertEquals(List.of(expected), recovered.list());
            }
        }
        Files.delete(file);
        RecoveredRecordings.in(recordings, Instant.MIN).close();
        assertEquals(List.of(), all());
    }

    @Test
    void samplesThatTheHeaderDoesNotCountYetAreFound() throws Exception {
        Path file;
        try (RecordingStore killed = store()) {
            file = write(killed, Duration.ofSeconds(1));
        }
        Files.write(file, new byte[Pcm.bytes(Duration.ofMillis(500)) + 1], StandardOpenOption.APPEND);

        try (RecoveredRecordings recovered = RecoveredRecordings.in(recordings, Instant.MIN)) {
            assertEquals(List.of(new Recording(file, START, Duration.ofMillis(1500))), recovered.list());
        }
        try (var in = javax.sound.sampled.AudioSystem.getAudioInputStream(file.toFile())) {
            assertEquals(24_000, in.getFrameLength());
        }
    }

    @Test
    void aTouchOfTheKeyIsNotFound() throws Exception {
        try (RecordingStore ended = store()) {
            write(ended, Duration.ofMillis(200));
        }

        try (RecoveredRecordings recovered = RecoveredRecordings.in(recordings, Instant.MIN)) {
            assertEquals(List.of(), recovered.list());
        }
        assertEquals(List.of(), all());
    }

    @Test
    void ofTooManyTheOldestGo() throws Exception {
        List<Path> written = new ArrayList<>();
        try (RecordingStore ended = store()) {
            for (int i = 0; i < RecoveredRecordings.MOST + 2; i++) {
                written.add(write(ended, Duration.ofMillis(300)));
            }
        }
        List<Path> newest = written.subList(2, written.size());

        try (RecoveredRecordings recovered = RecoveredRecordings.in(recordings, Instant.MIN)) {
            assertEquals(newest, recovered.list().stream().map(Recording::file).toList());
        }
        assertEquals(
                List.of(false, false),
                written.stream().limit(2).map(Files::exists).toList());
        assertEquals(newest.size() + 2, all().size()); // the lock, and that they were offered
    }

    @Test
    void whatIsTooOldGoesWhenItHasBeenOfferedOnce() throws Exception {
        try (RecordingStore ended = store()) {
            write(ended, Duration.ofSeconds(1));
        }
        List<Integer> found = new ArrayList<>();

        for (Instant oldest : List.of(START.plusMillis(1), START, START.plusMillis(1))) {
            try (RecoveredRecordings recovered = RecoveredRecordings.in(recordings, oldest)) {
                found.add(recovered.list().size());
            }
        }

        assertEquals(List.of(List.of(1, 1, 0), List.of()), List.of(found, all()));
    }

    @Test
    void whatCouldNotBeReadIsNotOfferedYetAndStays() throws Exception {
        Path read;
        Path damaged;
        try (RecordingStore ended = store()) {
            damaged = write(ended, Duration.ofSeconds(1));
            read = write(ended, Duration.ofSeconds(1));
        }
        Files.delete(damaged);
        Files.createDirectory(damaged); // what can be no recording

        for (int start = 0; start < 2; start++) {
            try (RecoveredRecordings recovered = RecoveredRecordings.in(recordings, START.plusMillis(1))) {
                assertEquals(
                        List.of(read),
                        recovered.list().stream().map(Recording::file).toList());
            }
        }
        assertEquals(List.of(true, true), List.of(Files.exists(damaged), Files.exists(read)));
    }

    @Test
    void aProgramThatKeptNothingLeavesNothing() throws Exception {
        try (RecordingStore ended = store()) {
            ended.delete(new Recording(write(ended, Duration.ofSeconds(1)), START, Duration.ofSeconds(1)));
        }

        assertEquals(List.of(), all());
    }
}
