package io.fastervox.files;

import static io.fastervox.files.Samples.segment;
import static io.fastervox.files.Samples.transcript;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fastervox.engine.Damage;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R25: transcripts are exported")
class TranscriptFormatTest {
    private static final List<TranscriptFormat> TEXTS = List.of(
            TranscriptFormat.TXT,
            TranscriptFormat.SRT,
            TranscriptFormat.VTT,
            TranscriptFormat.TSV,
            TranscriptFormat.LRC,
            TranscriptFormat.MD);

    static Stream<Arguments> everySampleInEveryFormat() {
        return Samples.NAMES.stream()
                .flatMap(sample -> Stream.of(TranscriptFormat.values())
                        .filter(format -> format != TranscriptFormat.DOCX) // DocxWriterTest
                        .map(format -> Arguments.of(sample, format)));
    }

    static List<String> samples() {
        return Samples.NAMES;
    }

    private static String written(TranscriptFormat format, Transcript transcript) {
        return written(format, transcript, LayoutOptions.DEFAULT);
    }

    private static String written(TranscriptFormat format, Transcript transcript, LayoutOptions layout) {
        return new String(format.writer(layout).write(transcript), StandardCharsets.UTF_8);
    }

    private static List<String> schemaErrors(String json) throws IOException {
        Path file = Path.of(System.getProperty("fastervox.program", "")).resolve("docs/formats/transcript.schema.json");
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("everySampleInEveryFormat")
    void aSampleIsWrittenAsItsGoldenFileSays(String sample, TranscriptFormat format) throws IOException {
        assertEquals(Samples.text(sample + "." + format.extension()), written(format, transcript(sample)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theJsonFollowsItsSchema(String sample) throws IOException {
        assertEquals(List.of(), schemaErrors(written(TranscriptFormat.JSON, transcript(sample))));
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedRecordingIsDescribedByTheSchema(Damage.Kind kind) throws IOException {
        TranscriptionResult cut = new TranscriptionResult(
                3, 3, Optional.empty(), 0, 0.2, List.of(), Optional.of(new Damage(kind, 1.5, 2)));
        String line = new JsonWriter().line(new Transcript("cut.wav", cut, Optional.empty()));

        assertEquals(List.of(), schemaErrors(line));
    }

    @Test
    void theSchemaRefusesWhatItDoesNotDescribe() throws IOException {
        String json = written(TranscriptFormat.JSON, transcript("en"));

        assertEquals(
                1,
                schemaErrors(json.replace("\"file\"", "\"path\"")).stream()
                        .filter(error -> error.contains("'path'"))
                        .count());
    }

    @Test
    void theJsonOfARecordingWithoutSpeechFollowsTheSchemaToo() throws IOException {
        TranscriptionResult silence =
                new TranscriptionResult(3, 0, Optional.empty(), 0, 0.2, List.of(), Optional.empty());
        Transcript transcript = new Transcript("silence.wav", silence, Optional.empty());

        assertEquals(List.of(), schemaErrors(new JsonWriter().line(transcript)));
    }

    @Test
    void oneJsonLineHasTheSameContentAsTheFile() {
        Transcript transcript = transcript("en-words");
        String line = new JsonWriter().line(transcript);

        assertEquals(
                written(TranscriptFormat.JSON, transcript)
                        .replaceAll("\n *", "")
                        .replace("\": ", "\":"),
                line);
    }

    @Test
    void aTranscriptWithoutSpeechGivesAnEmptyButValidFile() {
        assertEquals(
                List.of(
                        "",
                        "",
                        "WEBVTT\n",
                        "start\tend\ttext\n",
                        "[ti:talk.wav]\n[length:01:00]\n[re:Faster-Vox]\n",
                        "# talk.wav\n"),
                TEXTS.stream().map(format -> written(format, transcript())).toList());
    }

    @Test
    void whatTheSyntaxWouldTakeForItsOwnIsEscaped() {
        Transcript transcript = transcript(segment(1, 3, " a <b> & --> c\td\r\n\ne\u2028f\0g"));

        assertEquals(
                List.of(
                        "a <b> & --> c d e f g\n",
                        "1\n00:00:01,000 --> 00:00:03,000\na <b> & -- > c d e f g\n",
                        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\na &lt;b&gt; &amp; --&gt; c d e f g\n",
                        "start\tend\ttext\n1000\t3000\ta <b> & --> c d e f g\n",
                        "[ti:talk.wav]\n[length:01:00]\n[re:Faster-Vox]\n"
                                + "[00:01.00]a <b> & --> c d e f g\n[00:03.00]\n",
                        "# talk.wav\n\na \\<b\\> \\& --\\> c d e f g\n"),
                TEXTS.stream().map(format -> written(format, transcript)).toList());
    }

    @Test
    void timesAreRoundedToMillisecondsAndHoursMayTakeThreeDigits() {
        List<Segment> segments = List.of(segment(-0.4, 1.23449, "a"), segment(360_000.0005, 363_661.9996, "b"));
        Transcript transcript = new Transcript(
                "talk.wav",
                new TranscriptionResult(364_000, 364_000, Optional.of("en"), 1, 1, segments, Optional.empty()),
                Optional.empty());

        assertEquals("""
                start\tend\ttext
                0\t1234\ta
                360000001\t363662000\tb
                """, written(TranscriptFormat.TSV, transcript));
        assertEquals("""
                1
                00:00:00,000 --> 00:00:01,234
                a

                2
                100:00:00,001 --> 100:00:07,001
                b
                """, written(TranscriptFormat.SRT, transcript));
    }

    @Test
    void textInParagraphsHasThemWherePausesAreAndTellsTheirTimes() {
        Transcript transcript = transcript(
                segment(1, 3, " One."),
                segment(3.4, 4, " Two."),
                segment(6, 7, " Three."),
                segment(3723.9, 3725, " Four."));
        LayoutOptions paragraphs =
                new LayoutOptions(true, Optional.of(Duration.ofSeconds(2)), SubtitleRules.DEFAULT, false);

        assertEquals(
                List.of(
                        "[00:00:01] One. Two.\n\n[00:00:06] Three.\n\n[01:02:03] Four.\n",
                        "# talk.wav\n\n**00:00:01** One. Two.\n\n**00:00:06** Three.\n\n**01:02:03** Four.\n"),
                Stream.of(TranscriptFormat.TXT, TranscriptFormat.MD)
                        .map(format -> written(format, transcript, paragraphs))
                        .toList());
    }

    @Test
    void aLongParagraphEndsWithASentence() {
        String sentence = " " + "word ".repeat(100).strip();
        Transcript transcript = transcript(
                segment(0, 30, sentence),
                segment(30, 60, sentence),
                segment(60, 90, sentence + "."),
                segment(90, 99, " New."));

        assertEquals(
                List.of(0.0, 90.0),
                Paragraph.byPause(transcript.result().segments(), LayoutOptions.DOCUMENT_PAUSE).stream()
                        .map(Paragraph::start)
                        .toList());
    }

    @Test
    void chineseSegmentsAreJoinedWithoutSpaces() {
        Transcript transcript = transcript(segment(0, 1, "今天天气很好，"), segment(1, 2, "我们去公园。"));

        assertEquals("# talk.wav\n\n今天天气很好，我们去公园。\n", written(TranscriptFormat.MD, transcript));
    }

    @Test
    void linesOfSubtitlesAreAsLongAndAsManyAsAskedFor() {
        Transcript transcript = transcript(segment(0, 6, " One two three four five six seven eight nine ten."));
        SubtitleRules narrow = SubtitleRules.DEFAULT.withColumns(20).withMaxLines(3);
        LayoutOptions layout = new LayoutOptions(false, Optional.empty(), narrow, false);

        assertEquals("""
                1
                00:00:00,000 --> 00:00:06,000
                One two three four
                five six seven
                eight nine ten.
                """, written(TranscriptFormat.SRT, transcript, layout));
    }

    @Test
    void theByteOrderMarkBeginsEveryTextFormatButJson() {
        LayoutOptions marked = new LayoutOptions(false, Optional.empty(), SubtitleRules.DEFAULT, true);

        assertEquals(
                List.of("txt", "srt", "vtt", "tsv", "lrc", "md"),
                Stream.of(TranscriptFormat.values())
                        .filter(format -> written(format, transcript("zh"), marked)
                                .equals("\uFEFF" + written(format, transcript("zh"))))
                        .map(TranscriptFormat::extension)
                        .toList());
    }

    @Test
    void aFormatIsFoundByItsNameInAnyCase() throws FilesException {
        assertEquals(TranscriptFormat.SRT, TranscriptFormat.named(" Srt"));
    }

    @Test
    @Reaches(ErrorCode.FORMAT_UNKNOWN)
    void anUnknownFormatIsRefusedWithTheKnownOnes() {
        FilesException refusal = assertThrows(FilesException.class, () -> TranscriptFormat.named("doc"));

        assertEquals(
                List.of(ErrorCode.FORMAT_UNKNOWN, List.of("doc", "txt, srt, vtt, json, tsv, lrc, docx, md")),
                List.of(refusal.code(), refusal.arguments()));
    }
}
