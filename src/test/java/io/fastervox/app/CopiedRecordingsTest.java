package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.Wish;
import io.fastervox.desktop.Clipboard.Content;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** ONE, TWO and GONE are paths; the address of ONE is written as other programs write it. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
                    file://ADDRESS,                ONE
                    FILE://ADDRESS,                ONE
                    file:ADDRESS,                  ONE
                    file://localhostADDRESS,       ONE
                    file://LOCALHOSTADDRESS,       ONE
                    "file://ADDRESS",              ONE
                    ONE|||  |TWO|,                 ONE TWO
                    "ONE" "TWO",                   ONE TWO
                    "ONE""TWO"|"GONE",             ONE TWO GONE
                    GONE|ONE,                      GONE ONE
                    ONE|"TWO" and a remark,
                    ONE|"TWO,
                    ONE|"",
                    GONE|GONE,
                    file:,
                    file://elsewhere.example/a b,
                    """)
    void asTextTheyComeInManyForms(String text, @Nullable String taken) {
        Map<String, String> paths = Map.of(
                "ONE",
                one.toString(),
                "TWO",
                two.toString(),
                "GONE",
                folder.resolve("gone.mp3").toString());
        String address = (one.toString().startsWith("/") ? "" : "/")
                + one.toString().replace('\\', '/').replace("会", "%E4%BC%9A");
        String copied = text.replace("ADDRESS", address).replace('|', '\n');
        for (Map.Entry<String, String> path : paths.entrySet()) {
            copied = copied.replaceAll("\\b" + path.getKey() + "\\b", Matcher.quoteReplacement(path.getValue()));
        }

        assertEquals(
                taken == null
                        ? List.of()
                        : Stream.of(taken.split(" ")).map(paths::get).toList(),
                CopiedRecordings.in(new Content.Text(copied)).recordings().stream()
                        .map(Path::toString)
                        .toList());
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no such names")
    void anAddressMayHavePlainlyWhatHasAMeaningInAddresses() throws IOException {
        Path odd = Files.createFile(folder.resolve("a+[b] #1? {100%}.mp3"));

        assertEquals(
                List.of(odd),
                CopiedRecordings.in(new Content.Text("file://" + odd)).recordings());
    }

    @Test
    void aListOfThemMayBeLong() {
        assertEquals(
                Collections.nCopies(5_000, one),
                CopiedRecordings.in(new Content.Text((one + "\n").repeat(5_000)))
                        .recordings());
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
