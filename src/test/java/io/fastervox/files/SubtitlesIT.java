package io.fastervox.files;

import static io.fastervox.files.Samples.segment;
import static io.fastervox.files.Samples.transcript;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("integration")
@DisplayName("R25: FFmpeg reads from our subtitles what we meant")
class SubtitlesIT {
    private static final Pattern CUE =
            Pattern.compile("(?m)^\\d+\\n(\\d+:\\d\\d:\\d\\d,\\d{3}) --> (\\d+:\\d\\d:\\d\\d,\\d{3})\\n((?:.+\\n)+)");
    private static final Pattern CLOCK = Pattern.compile("(\\d+):(\\d\\d):(\\d\\d),(\\d{3})");
    private static final Transcript AWKWARD = transcript(
            segment(0, 2, " 42"),
            segment(2, 2.5, " 7"),
            segment(3, 5, " Tom & Jerry & more"),
            segment(5, 5.2, " No."),
            segment(5.2, 5.3, " Yes."),
            segment(360_000, 360_002, " After a hundred hours."));
    private static final Transcript MARKUP = transcript(segment(1, 3, " if a < b & b > c --> done"));

    private final Path folder;

    SubtitlesIT(@TempDir Path folder) {
        this.folder = folder;
    }

    static Stream<Arguments> transcripts() {
        Stream<Arguments> samples = Stream.concat(Samples.NAMES.stream().map(Samples::transcript), Stream.of(AWKWARD))
                .flatMap(transcript -> Stream.of(TranscriptFormat.SRT, TranscriptFormat.VTT)
                        .map(format -> Arguments.of(transcript, format)));
        return Stream.concat(samples, Stream.of(Arguments.of(MARKUP, TranscriptFormat.VTT)));
    }

    @ParameterizedTest(name = "{index}: {1}")
    @MethodSource("transcripts")
    void everyCueComesBackWithItsTimesAndLines(Transcript transcript, TranscriptFormat format)
            throws IOException, InterruptedException {
        Path file = folder.resolve("x." + format.extension());
        Files.write(file, format.writer(LayoutOptions.DEFAULT).write(transcript));

        Exec.Result ffmpeg = Exec.of(
                        List.of("ffmpeg", "-v", "error", "-i", file.toString(), "-f", "srt", "-"),
                        Duration.ofSeconds(30))
                .run();

        assertEquals(
                "exit code 0: ", new Exec.Result(ffmpeg.exitCode(), ffmpeg.timedOut(), "", ffmpeg.stderr()).describe());
        assertEquals(cuesOf(transcript), cuesIn(ffmpeg.stdout().replace("\r\n", "\n")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-words", "zh", "zh-words", "ar", "ar-words"})
    void everyLineOfAnLrcComesBackWithItsTime(String sample) throws IOException, InterruptedException {
        Path file = folder.resolve("x.lrc");
        Transcript transcript = Samples.transcript(sample);
        Files.write(file, TranscriptFormat.LRC.writer(LayoutOptions.DEFAULT).write(transcript));

        Exec.Result ffmpeg = Exec.of(
                        List.of("ffmpeg", "-v", "error", "-i", file.toString(), "-f", "srt", "-"),
                        Duration.ofSeconds(30))
                .run();

        List<String> expected = new SubtitleLayout(SubtitleRules.DEFAULT.withMaxLines(1))
                .cues(transcript.result()).stream()
                        .map(cue -> cue.startMs() / 10 + " " + cue.lines().get(0))
                        .toList();
        assertEquals(
                expected,
                cuesIn(ffmpeg.stdout().replace("\r\n", "\n")).stream()
                        .map(cue -> cue.startMs() / 10 + " " + cue.lines().get(0))
                        .toList());
    }

    private static List<Cue> cuesOf(Transcript transcript) {
        return new SubtitleLayout(SubtitleRules.DEFAULT).cues(transcript.result());
    }

    private static List<Cue> cuesIn(String srt) {
        return CUE.matcher(srt)
                .results()
                .map(cue -> new Cue(
                        milliseconds(cue.group(1)),
                        milliseconds(cue.group(2)),
                        Arrays.asList(cue.group(3).split("\n"))))
                .toList();
    }

    private static long milliseconds(String clock) {
        Matcher matcher = CLOCK.matcher(clock);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(clock);
        }
        MatchResult parts = matcher.toMatchResult();
        long minutes = Long.parseLong(parts.group(1)) * 60 + Long.parseLong(parts.group(2));
        return (minutes * 60 + Long.parseLong(parts.group(3))) * 1000 + Long.parseLong(parts.group(4));
    }
}
