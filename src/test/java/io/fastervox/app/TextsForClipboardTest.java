package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.files.Problem;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextsForClipboardTest {
    private static Job job(int number, String recording, JobState state) {
        return new Job(number, Path.of(recording), state, 0, 0, 0, Optional.empty(), List.of());
    }

    @Test
    void ofARecordingThatWasTranscribedBeforeOnlyTheLastJobCounts() {
        Job again = job(4, "a.mp3", JobState.WAITING);
        Job other = job(2, "b.mp3", JobState.DONE);

        assertEquals(
                List.of(again, other), TextsForClipboard.latest(List.of(again, job(1, "a.mp3", JobState.DONE), other)));
    }

    @Test
    void aJobThatSomebodyElseHasWantedAsSubtitlesIsNotTheOneThatIsAwaited() {
        Path recording = Path.of("a.mp3").toAbsolutePath();
        TextsForClipboard texts = new TextsForClipboard();
        texts.await(List.of(recording));

        assertEquals(
                List.of(List.of(), List.of(Path.of("a.txt"))),
                List.of(texts.changed(done(1, recording, "a.srt")), texts.changed(done(2, recording, "a.txt"))));
    }

    @Test
    void aRecordingThatIsWrittenInTwoWaysHasOneText() {
        Path recording = Path.of("a.mp3").toAbsolutePath();
        Path roundabout = Path.of("folder", "..", "a.mp3").toAbsolutePath();
        TextsForClipboard texts = new TextsForClipboard();
        texts.await(List.of(roundabout, recording));

        assertEquals(List.of(Path.of("a.txt")), texts.changed(done(1, roundabout, "a.txt")));
    }

    @Test
    void aRecordingThatIsAwayKeepsNoTextFromTheClipboard() {
        Path away = Path.of("away.mp3").toAbsolutePath();
        Path here = Path.of("here.mp3").toAbsolutePath();
        Problem unplugged = new Problem(ErrorCode.AUDIO_AWAY, List.of(away.toString()));
        TextsForClipboard texts = new TextsForClipboard();
        texts.await(List.of(away, here));

        assertEquals(
                List.of(List.of(), List.of(Path.of("here.txt"))),
                List.of(
                        texts.changed(new Job(
                                1,
                                away,
                                JobState.WAITING,
                                0,
                                0,
                                0,
                                Optional.of(unplugged),
                                List.of(Path.of("away.txt")))),
                        texts.changed(done(2, here, "here.txt"))));
    }

    private static Job done(int number, Path recording, String output) {
        return new Job(number, recording, JobState.DONE, 1, 1, 1, Optional.empty(), List.of(Path.of(output)));
    }
}
