package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.FilesProgress;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R28: what is shown of a batch")
class FilesRoundTest {
    private long now;
    private final FilesRound round = new FilesRound(() -> now);

    private void passes(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }

    private static Job job(int number, JobState state, double done) {
        return new Job(
                number,
                Path.of(number + ".mp3"),
                state,
                done,
                state == JobState.WAITING && done == 0 ? 0 : 100,
                0,
                state == JobState.FAILED
                        ? Optional.of(new io.fastervox.files.Problem(ErrorCode.AUDIO_EMPTY, List.of(number + ".mp3")))
                        : Optional.empty(),
                List.of(Path.of(number + ".txt")));
    }

    private static Optional<Report> moved(FilesProgress progress) {
        return Optional.of(new Report.FilesMoved(progress));
    }

    @Test
    void nameNumberPercentPaceAndTimesAreThoseOfTheFileThatRuns() {
        round.changed(job(1, JobState.WAITING, 0));
        round.changed(job(2, JobState.WAITING, 0));
        Optional<Report> begun = round.changed(job(1, JobState.RUNNING, 0));
        passes(5);
        Optional<Report> half = round.changed(job(1, JobState.RUNNING, 50));
        passes(5);
        round.changed(job(1, JobState.DONE, 100));
        Optional<Report> second = round.changed(job(2, JobState.RUNNING, 0));

        assertEquals(
                List.of(
                        moved(new FilesProgress("1.mp3", 1, 2, 0, 0, 0, OptionalLong.empty())),
                        moved(new FilesProgress("1.mp3", 1, 2, 50, 10, 5, OptionalLong.of(5))),
                        moved(new FilesProgress("2.mp3", 2, 2, 0, 0, 10, OptionalLong.empty()))),
                List.of(begun, half, second));
    }

    @Test
    void aFileThatGoesOnWhereItWasIsAsFastAsItIsNow() {
        round.changed(job(1, JobState.RUNNING, 80));
        passes(2);

        assertEquals(
                moved(new FilesProgress("1.mp3", 1, 1, 90, 5, 2, OptionalLong.of(2))),
                round.changed(job(1, JobState.RUNNING, 90)));
    }

    @Test
    void whatLooksTheSameIsNotToldAgain() {
        round.changed(job(1, JobState.RUNNING, 50));
        passes(1);

        assertEquals(Optional.empty(), round.changed(job(1, JobState.RUNNING, 50.4)));
    }

    @Test
    void atTheEndTranscriptsAndFailuresAreToldOnceAndCancelledOnesAreNot() {
        round.begin(List.of(job(1, JobState.WAITING, 40), job(2, JobState.WAITING, 0), job(3, JobState.WAITING, 0)));
        round.changed(job(1, JobState.DONE, 100));
        round.changed(job(2, JobState.FAILED, 0));
        round.changed(job(3, JobState.CANCELLED, 0));

        assertEquals(
                List.of(
                        Optional.of(new Report.FilesDone(
                                List.of(Path.of("1.txt")),
                                List.of(new Problem(ErrorCode.AUDIO_EMPTY, List.of("2.mp3"))),
                                List.of(),
                                0)),
                        Optional.empty()),
                List.of(round.rests(), round.rests()));
    }

    @Test
    void thoseThatAreAwayHoldUpNoRoundAndAreCounted() {
        var away = new io.fastervox.files.Problem(ErrorCode.AUDIO_AWAY, List.of("1.mp3"));
        round.changed(new Job(1, Path.of("1.mp3"), JobState.WAITING, 0, 0, 0, Optional.of(away), List.of()));
        round.changed(job(2, JobState.DONE, 100));

        assertEquals(
                Optional.of(new Report.FilesDone(List.of(Path.of("2.txt")), List.of(), List.of(), 1)), round.rests());
    }

    @Test
    void aRestWhileFilesWaitIsAPauseAndNoEnd() {
        round.changed(job(1, JobState.RUNNING, 10));
        round.changed(job(1, JobState.WAITING, 10));

        assertEquals(Optional.empty(), round.rests());
    }
}
