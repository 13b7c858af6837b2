package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Settings;
import io.fastervox.desktop.Balloon;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R22: Windows cuts a balloon's text after 255 characters")
class BalloonLengthTest {
    private static final int LONGEST = 255;
    /** A host, a file, a reason. */
    private static final List<Object> TYPICAL = Collections.nCopies(6, "what is said of most of them, ok");

    private static final String FOLDER =
            "C:\\Users\\Maximilian Mustermann\\OneDrive - Musterfirma GmbH\\Dokumente\\Aufnahmen\\2026\\November\\";

    private static final String NAME = "Interview mit Frau Dr. Schmidt-Hohenlohe, Teil 2.wav";
    private static final String REASON =
            "Der Prozess kann nicht auf die Datei zugreifen, da sie von einem anderen Prozess verwendet wird";

    private static AgentState in(String language) {
        return AgentState.starting(Settings.DEFAULTS, Locale.forLanguageTag(language), false);
    }

    private static String balloon(Report report, AgentState state) {
        return ((Effect.Tell) report.on(state).effects().get(0)).balloon().text();
    }

    private static List<String> cut(List<Object> arguments, AgentState state) {
        return Stream.of(ErrorCode.values())
                .filter(code -> !ProblemTest.OF_THE_CONSOLE.contains(code.name()))
                .map(code -> balloon(new Report.Warned(new Problem(code, arguments)), state))
                .filter(text -> text.length() > LONGEST)
                .toList();
    }

    /** Without a word left out. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void whatIsSaidOfAProblemIsSaidToItsEnd(String language) {
        Messages messages = Messages.in(Locale.forLanguageTag(language));

        List<String> cut = Stream.of(ErrorCode.values())
                .filter(code -> !ProblemTest.OF_THE_CONSOLE.contains(code.name()))
                .map(code -> new Problem(code, TYPICAL))
                .map(problem -> problem.cause(messages) + "\n" + problem.advice(messages))
                .filter(text -> text.length() > LONGEST)
                .toList();

        assertEquals(List.of(), cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void howeverLongPathsAndReasonsAreTheAdviceIsThere(String language) {
        List<Object> real = List.of(FOLDER + NAME, REASON, FOLDER + NAME, REASON, FOLDER, REASON);
        List<Object> endless = Collections.nCopies(6, "x".repeat(400));

        assertEquals(List.of(List.of(), List.of()), List.of(cut(real, in(language)), cut(endless, in(language))));
    }

    @Test
    void aFileIsNamedWithoutItsFolderAndTheWindowKeepsTheWhole() {
        Problem problem = new Problem(ErrorCode.RECORDING_NOT_WRITABLE, List.of(FOLDER + NAME, REASON));

        Step english = new Report.HotkeyRefused(problem).on(in("en"));
        String chinese = balloon(new Report.Warned(problem), in("zh-CN"));

        assertEquals(
                List.of(
                        new Effect.Tell(
                                new Balloon(
                                        Balloon.Kind.ERROR,
                                        "Faster-Vox",
                                        "The recording " + NAME + " could not be written (" + REASON.substring(0, 63)
                                                + "…). [FV708]\n"
                                                + "Check the data folder and its disk. What was written before is kept and transcribed.")),
                        Optional.of(problem),
                        "无法写入录音 " + NAME + "（" + REASON + "）。 [FV708]\n请检查数据文件夹及其所在磁盘。已写入的部分会保留并转写。"),
                List.of(english.effects().get(0), english.state().problem(), chinese));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void whatBecameOfABatchIsSaidToItsEnd(String language) {
        AgentState state = in(language);
        SetUpProgress.Remark damage =
                new SetUpProgress.Remark("damage.TRUNCATED", List.of(NAME, "12:30", "1:02:03", "49:33"));
        Problem failure = new Problem(ErrorCode.AUDIO_UNREADABLE, List.of(FOLDER + NAME, REASON));
        List<Path> written = List.of(Path.of("/texts").resolve(NAME + ".txt"));

        List<Path> several = Collections.nCopies(3, written.get(0));

        List<String> texts = Stream.of(
                        new Report.FilesDone(written, List.of(), List.of(damage, damage), 3),
                        new Report.FilesDone(written, List.of(failure), List.of(damage, damage), 3),
                        new Report.FilesDone(several, List.of(), List.of(damage, damage), 3),
                        new Report.FilesElsewhere(written, Path.of("/" + "documents/".repeat(40))))
                .map(report -> balloon(report, state))
                .toList();
        String away = state.messages().text("files.away", 3);

        assertEquals(
                List.of(List.of(), List.of(true, true, true, false)),
                List.of(
                        texts.stream().filter(text -> text.length() > LONGEST).toList(),
                        texts.stream().map(text -> text.endsWith(away)).toList()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void whatElseIsSaidIsSaidToItsEnd(String language) {
        Messages messages = Messages.in(Locale.forLanguageTag(language));

        List<String> cut = messages.bundle().keySet().stream()
                .filter(key ->
                        key.matches("(agent|insertion|files)[.].*|env[.]gpu_(ready|untested)|device[.]gpu_refused"))
                .map(key -> messages.text(key, TYPICAL.toArray()))
                .filter(text -> text.length() > LONGEST)
                .toList();

        assertEquals(List.of(), cut);
    }
}
