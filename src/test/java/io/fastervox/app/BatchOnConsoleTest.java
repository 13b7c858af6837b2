package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.engine.Damage;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener.Notice;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.files.FileOutcome;
import io.fastervox.files.FilesException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import io.fastervox.support.Reaches;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchOnConsoleTest {
    private static final Path TALK = Path.of("folder", "talk.wav");

    private static final TranscriptionResult HELLO = new TranscriptionResult(
            42,
            42,
            Optional.of("en"),
            1,
            1,
            List.of(new Segment(0, 0, 42, " Hello.", 0, 0, 1, 0, Optional.empty())),
            Optional.empty());

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private BatchOnConsole shown(String language, boolean json) {
        Messages messages = Messages.in(Locale.forLanguageTag(language));
        return new BatchOnConsole(new Console(stream(out), stream(err), messages, false), json, true);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static List<String> lines(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static FileOutcome.Done done(Damage damage) {
        Segment segment = new Segment(0, 0, 42, " Hello.", 0, 0, 1, 0, Optional.empty());
        TranscriptionResult result =
                new TranscriptionResult(42, 42, Optional.of("en"), 1, 1, List.of(segment), Optional.of(damage));
        return new FileOutcome.Done(TALK, result, List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en    | The speech engine stopped and was started again; the work goes on where it was.
            zh-CN | 语音引擎停止后已重新启动，将从原处继续。
            """)
    void aNoticeOfTheEngineIsSaidOnceAndNeverAmongTheText(String language, String notice) {
        shown(language, false).begun(TALK, 1, 1).notice(Notice.ENGINE_RESTARTED);

        assertEquals(List.of(List.of(), List.of(notice)), List.of(lines(out), lines(err)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en    | The graphics card failed while it computed (FV607); the processor has taken over, and the text is not lost.
            zh-CN | 显卡在计算时出错（FV607），已改由处理器完成，文字没有丢失。
            """)
    void aGraphicsCardThatGaveWayIsSaidAndNeverAmongTheText(String language, String cause) {
        shown(language, false).gaveWay(new EngineException(ErrorCode.OUT_OF_MEMORY, "CUDA out of memory", "base"));

        assertEquals(List.of(List.of(), cause), List.of(lines(out), lines(err).get(0)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en    | TRUNCATED | talk.wav: only 0:42 of 1:30 could be read: the end is missing (0:48), so the text ends early.        | The file was cut or not copied whole. Copy or download it again from where it came, then transcribe it again.
            en    | CORRUPT   | talk.wav: only 0:42 of 1:30 could be read: a part is damaged (0:48), so text is missing in places. | Copy or download it again from where it came, then transcribe it again; a damaged disk or card may also be the cause.
            zh-CN | TRUNCATED | talk.wav：共 1:30，只能读出 0:42；结尾缺失（0:48），因此文字提前结束。 | 文件被截断或没有复制完整。请从来源处重新复制或下载，然后再次转写。
            zh-CN | CORRUPT   | talk.wav：共 1:30，只能读出 0:42；部分内容已损坏（0:48），因此文字有缺漏。 | 请从来源处重新复制或下载，然后再次转写；也可能是磁盘或存储卡损坏。
            """)
    void aDamagedRecordingIsNamedWithCauseAndAdvice(String language, Damage.Kind kind, String cause, String advice) {
        shown(language, false).ended(done(new Damage(kind, 48.2, 0)));

        assertEquals(List.of(List.of(), List.of(cause, "      " + advice)), List.of(lines(out), lines(err)));
    }

    /** Whose file is in use by another program. */
    private static FileOutcome.Misplaced misplaced(Path... outputs) {
        Path text = TALK.resolveSibling("talk.txt");
        FilesException inUse = new FilesException(ErrorCode.OUTPUT_NOT_WRITABLE, "in use", text, "in use");
        return new FileOutcome.Misplaced(TALK, HELLO, inUse, List.of(outputs));
    }

    @Test
    void whereATranscriptIsThatCouldNotBeWrittenInItsPlaceIsSaid() {
        Path second = TALK.resolveSibling("talk (2).txt");

        shown("en", false).ended(misplaced(second));

        assertEquals(
                List.of(
                        List.of(),
                        List.of(
                                "fvox: The transcript cannot be written to " + TALK.resolveSibling("talk.txt")
                                        + " (in use). [FV209]",
                                "      Choose another folder with --output-dir, or check its permissions and free space.",
                                "Written instead: " + second)),
                List.of(lines(out), lines(err)));
    }

    @ParameterizedTest
    @CsvSource({
        "en, 'What was transcribed from talk.wav is printed here, because it could be written nowhere.'",
        "zh-CN, talk.wav 的转写结果无处可写，因此直接显示在这里。"
    })
    void aTextThatCouldBeWrittenNowhereIsPrinted(String language, String remark) {
        shown(language, false).ended(misplaced());

        assertEquals(
                List.of(List.of("Hello."), remark),
                List.of(lines(out), lines(err).get(lines(err).size() - 1)));
    }

    @Test
    void theJsonOfATranscriptThatCouldNotBeWrittenIsWhole() {
        shown("en", true).ended(misplaced());
        List<String> notWritten = lines(out);
        out.reset();
        shown("en", true).ended(new FileOutcome.Done(TALK, HELLO, List.of()));

        assertEquals(lines(out), notWritten);
    }

    @ParameterizedTest
    @Reaches(ErrorCode.TRANSCRIPTION_INTERRUPTED)
    @CsvSource(delimiter = '|', textBlock = """
            en    | fvox: Stopped before all was transcribed. [FV215] | What was written stays. The same command begins the rest from its start; a recording that shall go on after an interruption is for: fvox queue add
            zh-CN | fvox: 已停止，转写尚未全部完成。 [FV215] | 已写入的结果会保留。再次运行同一命令会从头转写其余部分；若希望中断后能接着转写，请使用：fvox queue add
            """)
    void anInterruptionDoesNotPromiseThatTheRecordingGoesOn(String language, String cause, String advice) {
        Console console = new Console(stream(out), stream(err), Messages.in(Locale.forLanguageTag(language)), false);

        Thread.currentThread().interrupt();
        int code = BatchOnConsole.ended(
                console,
                List.of(
                        new FileOutcome.Done(TALK, HELLO, List.of()),
                        new FileOutcome.Cancelled(Path.of("second.wav"))));

        assertEquals(
                List.of(ExitCode.of(ErrorCode.TRANSCRIPTION_INTERRUPTED), List.of(cause, "      " + advice)),
                List.of(code, lines(err)));
    }

    @Test
    void anInterruptionAfterTheLastRecordingTakesNothingBack() {
        Console console = new Console(stream(out), stream(err), Messages.in(Locale.ENGLISH), false);
        List<FileOutcome> done = List.of(new FileOutcome.Done(TALK, HELLO, List.of()));

        Thread.currentThread().interrupt();
        int code = BatchOnConsole.ended(console, done);

        assertEquals(List.of(ExitCode.OK, List.of()), List.of(code, lines(err)));
    }

    @Test
    void whatIsNotWhereItShouldBeIsAFailure() {
        Console console = new Console(stream(out), stream(err), Messages.in(Locale.ENGLISH), false);

        assertEquals(ExitCode.FAILED, BatchOnConsole.ended(console, List.of(misplaced(Path.of("talk (2).txt")))));
    }

    @Test
    void theDamageIsAFieldOfTheJson() {
        shown("en", true).ended(done(new Damage(Damage.Kind.CORRUPT, 48.2, 3)));

        assertEquals(List.of("""
                {"version":1,"file":"talk.wav","language":"en","language_probability":1.0,"duration":42.0,\
                "duration_after_vad":42.0,"decode_seconds":1.0,\
                "damage":{"kind":"corrupt","missing_seconds":48.2,"unreadable_packets":3},"text":"Hello.",\
                "segments":[{"id":0,"start":0.0,"end":42.0,"text":" Hello.","avg_logprob":0.0,\
                "no_speech_prob":0.0,"compression_ratio":1.0,"temperature":0.0}]}"""), lines(out));
    }
}
