package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Settings;
import io.fastervox.desktop.Balloon;
import io.fastervox.desktop.TrayItem;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R6, R28: recordings in the background, as the agent sees them")
class FilesEventsTest {
    private static final AgentState STARTING = AgentState.starting(Settings.DEFAULTS, Locale.ENGLISH, false);
    private static final AgentState READY =
            new Report.Prepared(new Ready("base", "cpu", "int8")).on(STARTING).state();
    private static final FilesProgress HALF = new FilesProgress("talk.mp3", 1, 2, 50, 12.3, 61, OptionalLong.of(3723));
    private static final Path TEXT = Path.of("talk.txt");
    private static final Problem MISSING = new Problem(ErrorCode.AUDIO_MISSING, List.of("gone.mp3"));
    private static final Problem CRASH = new Problem(ErrorCode.WORKER_START_FAILED, List.of("x", "y"));

    private static Effect tell(Balloon.Kind kind, String text) {
        return new Effect.Tell(new Balloon(kind, "Faster-Vox", text));
    }

    private static Effect answer(Balloon.Kind kind, String text) {
        return new Effect.Answer(new Balloon(kind, "Faster-Vox", text));
    }

    @Test
    void recordingsThatComeBeforeItIsReadyWaitAndThatIsSaid() {
        Path talk = Path.of("talk.mp3");

        assertEquals(
                List.of(
                        List.of(new Effect.TranscribeFiles(List.of(talk))),
                        List.of(
                                new Effect.TranscribeFiles(List.of(talk)),
                                answer(
                                        Balloon.Kind.INFO,
                                        "The recordings are transcribed as soon as everything is set up.")),
                        List.of(
                                new Effect.TranscribeFiles(List.of(talk)),
                                answer(Balloon.Kind.INFO, "The recordings wait: their queue is paused."))),
                List.of(
                        new Command.Transcribe(List.of(talk)).on(READY).effects(),
                        new Command.Transcribe(List.of(talk)).on(STARTING).effects(),
                        new Command.Transcribe(List.of(talk))
                                .on(new Report.QueuePaused(true).on(READY).state())
                                .effects()));
    }

    @Test
    void ofNamesThatAreNoPathsPeopleAreToldAndTheOthersAreTranscribed() {
        Path talk = Path.of("talk.mp3");
        Wish.Unusable bad = new Wish.Unusable("bad .mp3", "a space");
        Problem problem = bad.problem();

        Step both = new Command.Transcribe(List.of(talk), List.of(bad)).on(READY);
        Step none = new Command.Transcribe(List.of(), List.of(bad)).on(READY);

        assertEquals(
                List.of(
                        List.of(
                                answer(
                                        Balloon.Kind.ERROR,
                                        "1 of 2 recordings could not be transcribed.\n"
                                                + problem.cause(READY.messages())),
                                new Effect.TranscribeFiles(List.of(talk))),
                        List.of(answer(
                                Balloon.Kind.ERROR,
                                "1 of 1 recordings could not be transcribed.\n" + problem.cause(READY.messages())))),
                List.of(both.effects(), none.effects()));
    }

    @Test
    void paceElapsedTimeAndTimeLeftStandInTheMenu() {
        AgentState working = new Report.FilesMoved(HALF).on(READY).state();

        assertEquals(
                List.of(
                        "Transcribing talk.mp3 (1 of 2): 50 %",
                        "12× as fast as speech, 1:01 so far, about 1:02:03 left for this file"),
                TrayMenu.of(working).menu().stream()
                        .filter(TrayItem.Caption.class::isInstance)
                        .map(item -> ((TrayItem.Caption<Command>) item).label())
                        .skip(1)
                        .limit(2)
                        .toList());
    }

    @Test
    void aBatchThatIsDoneIsToldAndItsFirstTranscriptCanBeOpenedAndShown() {
        Step done = new Report.FilesDone(List.of(TEXT, Path.of("b.txt")), List.of(), List.of(), 0)
                .on(new Report.FilesMoved(HALF).on(READY).state());

        assertEquals(
                List.of(
                        List.of(tell(Balloon.Kind.INFO, "2 recordings are transcribed, the first is talk.txt.")),
                        List.of(new Command.OpenTranscript(TEXT), new Command.Reveal(TEXT))),
                List.of(
                        done.effects(),
                        TrayMenu.of(done.state()).menu().stream()
                                .filter(TrayItem.Action.class::isInstance)
                                .map(item -> ((TrayItem.Action<Command>) item).choice())
                                .filter(choice ->
                                        choice instanceof Command.OpenTranscript || choice instanceof Command.Reveal)
                                .toList()));
    }

    @Test
    void aDamagedRecordingIsNotToldAsIfItWereWhole() {
        SetUpProgress.Remark cut =
                new SetUpProgress.Remark("damage.TRUNCATED", List.of("talk.mp4", "40:00", "2:00:00", "1:20:00"));

        assertEquals(
                List.of(tell(
                        Balloon.Kind.WARNING,
                        "Transcribed: talk.txt\n"
                                + "talk.mp4: only 40:00 of 2:00:00 could be read: the end is missing (1:20:00), so the text ends early."
                                + " Others are damaged too: 1.")),
                new Report.FilesDone(List.of(TEXT), List.of(), List.of(cut, cut), 0)
                        .on(READY)
                        .effects());
        assertEquals(
                List.of(
                        tell(
                                Balloon.Kind.ERROR,
                                "1 of 2 recordings could not be transcribed.\n" + MISSING.cause(READY.messages())
                                        + "\ntalk.mp4: only 40:00 of 2:00:00 could be read: the end is missing (1:20:00), so the text ends early.")),
                new Report.FilesDone(List.of(TEXT), List.of(MISSING), List.of(cut), 0)
                        .on(READY)
                        .effects());
    }

    @Test
    void thoseThatWaitForTheirDriveAreToldAndStandInTheMenuUntilItIsBack() {
        String waits = "Recordings that wait because their drive or share is away: 2. They go on when it is back.";
        Problem away = new Problem(ErrorCode.AUDIO_AWAY, List.of("a.wav"));
        FileJob job = new FileJob(7, Path.of("a.wav"), FileJob.Stage.WAITING, 0, Optional.of(away), List.of());

        assertEquals(
                List.of(
                        List.of(tell(Balloon.Kind.WARNING, waits)),
                        List.of(tell(Balloon.Kind.WARNING, "Transcribed: talk.txt\n" + waits)),
                        true),
                List.of(
                        new Report.FilesDone(List.of(), List.of(), List.of(), 2)
                                .on(READY)
                                .effects(),
                        new Report.FilesDone(List.of(TEXT), List.of(), List.of(), 2)
                                .on(READY)
                                .effects(),
                        TrayMenu.of(new Report.JobsAre(List.of(job)).on(READY).state())
                                .menu()
                                .contains(new TrayItem.Caption<>("Recordings that wait for their drive or share: 1"))));
    }

    @Test
    void whereTranscriptsComeInsteadIsSaid() {
        Path talk = Path.of("stick", "talk.mp3");
        Path folder = Path.of("Documents");

        assertEquals(
                List.of(
                        List.of(tell(
                                Balloon.Kind.WARNING,
                                "Nothing can be written where talk.mp3 lies. Its transcript comes into Documents.")),
                        List.of(
                                tell(
                                        Balloon.Kind.WARNING,
                                        "Nothing can be written where 2 of the recordings lie, talk.mp3 among them. Their transcripts come into Documents."))),
                List.of(
                        new Report.FilesElsewhere(List.of(talk), folder)
                                .on(READY)
                                .effects(),
                        new Report.FilesElsewhere(List.of(talk, talk), folder)
                                .on(READY)
                                .effects()));
    }

    @Test
    void ofCancelledOnesNothingIsSaid() {
        assertEquals(
                Step.of(READY),
                new Report.FilesDone(List.of(), List.of(), List.of(), 0)
                        .on(new Report.FilesMoved(HALF).on(READY).state()));
    }

    @Test
    void failuresAreCountedAndTheFirstIsToldBeforeAndAfterTheQueue() {
        String text = "1 of 2 recordings could not be transcribed.\n" + MISSING.cause(READY.messages());
        Step refused = new Report.FilesRefused(List.of(MISSING), 2).on(READY);
        Step failed = new Report.FilesDone(List.of(TEXT), List.of(MISSING), List.of(), 0).on(READY);

        assertEquals(
                List.of(List.of(answer(Balloon.Kind.ERROR, text)), List.of(tell(Balloon.Kind.ERROR, text))),
                List.of(refused.effects(), failed.effects()));
        assertEquals(
                List.of(Optional.of(MISSING), Optional.of(MISSING)),
                List.of(refused.state().problem(), failed.state().problem()));
    }

    @Test
    void tryAgainMeansTheRecordingsThatFailed() {
        FileJob failed = new FileJob(7, Path.of("a.wav"), FileJob.Stage.FAILED, 0, Optional.of(MISSING), List.of());
        FileJob done = new FileJob(8, Path.of("b.wav"), FileJob.Stage.DONE, 100, Optional.empty(), List.of(TEXT));
        AgentState queued = new Report.JobsAre(List.of(failed, done)).on(READY).state();
        AgentState told = new Report.FilesDone(List.of(TEXT), List.of(MISSING), List.of(), 0)
                .on(queued)
                .state();
        AgentState ofADictation = new Report.Failed(CRASH).on(queued).state();
        Effect apply = new Effect.Apply(Settings.DEFAULTS, false);

        assertEquals(
                List.of(apply, new Effect.ActOnFiles(FileJob.Action.RETRY, List.of(7))),
                new Command.Mend(Remedy.RETRY).on(told).effects());
        assertEquals(
                List.of(),
                new Command.Mend(Remedy.RETRY)
                        .on(ofADictation).effects().stream()
                                .filter(Effect.ActOnFiles.class::isInstance)
                                .toList());
    }

    @Test
    void aFailureThatDamageMayBeTheReasonOfBringsARepair() {
        Step failed = new Report.FilesDone(List.of(), List.of(CRASH), List.of(), 0).on(READY);

        assertEquals(
                List.of(new SetUp.Running(SetUpProgress.NOTHING, 0), new Effect.Repair(Settings.DEFAULTS)),
                List.of(failed.state().setUp(), failed.effects().get(1)));
    }

    @Test
    void aRecordingThatNoDecoderSurvivesTakesDictationFromNobody() {
        Problem crash = new Problem(ErrorCode.WORKER_CRASHED, List.of("-11"));

        Step failed = new Report.FilesDone(List.of(), List.of(crash), List.of(), 0).on(READY);

        assertEquals(
                List.of(READY.setUp(), READY.serving(), 1),
                List.of(
                        failed.state().setUp(),
                        failed.state().serving(),
                        failed.effects().size()));
    }
}
