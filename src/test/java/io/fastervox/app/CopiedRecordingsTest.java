package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.Wish;
import io.fastervox.desktop.Clipboard.Content;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R5: what was copied is transcribed, if it is recordings")
class CopiedRecordingsTest {
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // JUnit calls copy
    private Path one;

    @SuppressWarnings("NullAway.Init") // JUnit calls copy
    private Path two;

    @BeforeEach
    void copy() throws IOException {
        one = Files.createFile(folder.resolve("会议 录音.mp3"));
        two = Files.createFile(folder.resolve("b.wav"));
    }

    @Test
    void filesPathsQuotedPathsAndFileAddressesAreTaken() {
        assertEquals(
                List.of(List.of(one, two), List.of(one), List.of(one, two), List.of(one)),
                Stream.of(
                                new Content.Files(List.of(one.toString(), two.toString())),
                                new Content.Text(" " + one + "\r\n"),
                                new Content.Text("\"" + one + "\"\n\"" + two + "\""),
                                new Content.Text(one.toUri().toString()))
                        .map(CopiedRecordings::in)
                        .map(Wish::recordings)
                        .toList());
    }

    @Test
    void aNameThatIsNoPathIsToldAndTheOthersAreTaken() {
        Wish copied = CopiedRecordings.in(new Content.Files(List.of("bad\0.mp3", one.toString())));

        assertEquals(
                List.of(List.of(one), List.of("bad\0.mp3")),
                List.of(
                        copied.recordings(),
                        copied.unusable().stream().map(Wish.Unusable::name).toList()));
    }

    @Test
    void picturesOtherTextsAndPathsThatAreNotThereAreNothingToTranscribe() {
        assertEquals(
                List.of(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                Stream.of(
                                new Content.Other(),
                                new Content.Empty(),
                                new Content.Unavailable("busy"),
                                new Content.Text("see you at 10:30, \"ok\"?"),
                                new Content.Text("file:%%"),
                                new Content.Text(one + "\nand a remark"),
                                new Content.Text(folder.resolve("gone.mp3").toString()))
                        .map(CopiedRecordings::in)
                        .map(Wish::recordings)
                        .toList());
    }

    @Test
    void theTextsComeWhenTheLastIsDoneAndFailedOnesAreLeftOut() {
        TextsForClipboard texts = new TextsForClipboard();
        texts.await(List.of(one, two));

        assertEquals(
                List.of(List.of(), List.of(), List.of(), List.of(Path.of("1.txt")), List.of()),
                Stream.of(
                                job(one, 1, JobState.RUNNING),
                                job(folder.resolve("other.mp3"), 3, JobState.DONE),
                                job(one, 1, JobState.DONE),
                                job(two, 2, JobState.FAILED),
                                job(two, 2, JobState.FAILED))
                        .map(texts::changed)
                        .toList());
    }

    private static Job job(Path recording, int number, JobState state) {
        return new Job(number, recording, state, 0, 0, 0, Optional.empty(), List.of(Path.of(number + ".txt")));
    }
}
