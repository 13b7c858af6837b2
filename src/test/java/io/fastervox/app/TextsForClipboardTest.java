package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.files.Job;
import io.fastervox.files.JobState;
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

    private static Job done(int number, Path recording, String output) {
        return new Job(number, recording, JobState.DONE, 1, 1, 1, Optional.empty(), List.of(Path.of(output)));
    }
}
