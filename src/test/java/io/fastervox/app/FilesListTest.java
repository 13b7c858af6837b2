package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.FileJob;
import io.fastervox.agent.FileJob.Action;
import io.fastervox.agent.FileJob.Stage;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R28: the list of recordings")
class FilesListTest {
    private final FilesList list = new FilesList();

    private static Job job(int number, JobState state, double done) {
        return new Job(
                number,
                Path.of(number + ".mp3"),
                state,
                done,
                100,
                0,
                state == JobState.FAILED
                        ? Optional.of(new io.fastervox.files.Problem(ErrorCode.AUDIO_EMPTY, List.of("x")))
                        : Optional.empty(),
                List.of());
    }

    private static FileJob shown(int number, Stage stage, int percent) {
        return new FileJob(
                number,
                Path.of(number + ".mp3"),
                stage,
                percent,
                stage == Stage.FAILED
                        ? Optional.of(new Problem(ErrorCode.AUDIO_EMPTY, List.of("x")))
                        : Optional.empty(),
                List.of());
    }

    @Test
    void everyJobIsThereWithItsStageAndWhatLooksTheSameIsNotTold() {
        assertEquals(
                List.of(
                        Optional.of(new Report.JobsAre(List.of(shown(1, Stage.DONE, 100), shown(2, Stage.FAILED, 7)))),
                        Optional.of(new Report.JobsAre(List.of(
                                shown(1, Stage.DONE, 100), shown(2, Stage.FAILED, 7), shown(3, Stage.RUNNING, 40)))),
                        Optional.empty(),
                        Optional.of(new Report.JobsAre(List.of(shown(3, Stage.RUNNING, 40))))),
                List.of(
                        list.begin(List.of(job(2, JobState.FAILED, 7), job(1, JobState.DONE, 100))),
                        list.changed(job(3, JobState.RUNNING, 40)),
                        list.changed(job(3, JobState.RUNNING, 40.4)),
                        list.forgotten(Set.of(1, 2))));
    }

    private static Job placed(int number, double place, JobState state) {
        return new Job(
                number,
                place,
                Path.of(number + ".mp3"),
                state,
                0,
                100,
                0,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    @Test
    void oneThatIsDoneFirstStandsBeforeTheOthers() {
        list.begin(List.of(
                placed(1, 1, JobState.DONE),
                placed(2, 2, JobState.RUNNING),
                placed(3, 3, JobState.WAITING),
                placed(4, 4, JobState.WAITING)));
        Optional<Report> moved = list.changed(placed(4, 0, JobState.WAITING));
        Optional<Report> begun = list.changed(placed(4, 0, JobState.RUNNING));

        assertEquals(
                List.of(
                        Optional.of(new Report.JobsAre(List.of(
                                shown(1, Stage.DONE, 100),
                                shown(2, Stage.RUNNING, 0),
                                shown(4, Stage.WAITING, 0),
                                shown(3, Stage.WAITING, 0)))),
                        Optional.of(new Report.JobsAre(List.of(
                                shown(4, Stage.RUNNING, 0),
                                shown(1, Stage.DONE, 100),
                                shown(2, Stage.RUNNING, 0),
                                shown(3, Stage.WAITING, 0))))),
                List.of(moved, begun));
    }

    @Test
    void oneThatIsAwayShowsItsReasonAndCanBeTriedAtOnce() {
        var away = new io.fastervox.files.Problem(ErrorCode.AUDIO_AWAY, List.of("1.mp3"));
        Job waits = new Job(1, Path.of("1.mp3"), JobState.WAITING, 0, 100, 0, Optional.of(away), List.of());
        FileJob shown = new FileJob(
                1,
                Path.of("1.mp3"),
                Stage.WAITING,
                0,
                Optional.of(new Problem(ErrorCode.AUDIO_AWAY, List.of("1.mp3"))),
                List.of());

        assertEquals(
                List.of(
                        Optional.of(new Report.JobsAre(List.of(shown))),
                        List.of(Action.CANCEL, Action.RETRY, Action.FIRST)),
                List.of(
                        list.changed(waits),
                        Stream.of(Action.values()).filter(shown::allows).toList()));
    }

    @Test
    void whatCanBeDoneFollowsFromTheStage() {
        Map<Stage, List<Action>> allowed = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            allowed.put(
                    stage,
                    Stream.of(Action.values())
                            .filter(shown(1, stage, 0)::allows)
                            .toList());
        }
        assertEquals(
                Map.of(
                        Stage.WAITING, List.of(Action.CANCEL, Action.FIRST),
                        Stage.RUNNING, List.of(Action.CANCEL),
                        Stage.DONE, List.of(Action.CLEAR),
                        Stage.FAILED, List.of(Action.RETRY, Action.CLEAR),
                        Stage.CANCELLED, List.of(Action.RETRY, Action.CLEAR)),
                allowed);
    }
}
