package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.engine.Damage;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener.Notice;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.files.FileOutcome;
import io.fastervox.support.Messages;
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
            en    | TRUNCATED | talk.wav: only 0:42 of 1:30 could be read: the end is missing (0:48), so the text ends early.        | The file was cut or not copied whole. Copy or download it again from where it came, then transcribe it again.
            en    | CORRUPT   | talk.wav: only 0:42 of 1:30 could be read: a part is damaged (0:48), so text is missing in places. | Copy or download it again from where it came, then transcribe it again; a damaged disk or card may also be the cause.
            zh-CN | TRUNCATED | talk.wav：共 1:30，只能读出 0:42；结尾缺失（0:48），因此文字提前结束。 | 文件被截断或没有复制完整。请从来源处重新复制或下载，然后再次转写。
            zh-CN | CORRUPT   | talk.wav：共 1:30，只能读出 0:42；部分内容已损坏（0:48），因此文字有缺漏。 | 请从来源处重新复制或下载，然后再次转写；也可能是磁盘或存储卡损坏。
            """)
    void aDamagedRecordingIsNamedWithCauseAndAdvice(String language, Damage.Kind kind, String cause, String advice) {
        shown(language, false).ended(done(new Damage(kind, 48.2, 0)));

        assertEquals(List.of(List.of(), List.of(cause, "      " + advice)), List.of(lines(out), lines(err)));
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
