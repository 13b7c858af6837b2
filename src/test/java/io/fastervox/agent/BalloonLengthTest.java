package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Settings;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R22: Windows cuts a balloon's text after 255 characters")
class BalloonLengthTest {
    private static final int LONGEST = 255;
    /** A host, a file, a reason. */
    private static final List<Object> TYPICAL = Collections.nCopies(6, "what is said of most of them, ok");

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void whatIsSaidOfAProblemIsSaidToItsEnd(String language) {
        AgentState state = AgentState.starting(Settings.DEFAULTS, Locale.forLanguageTag(language), false);

        List<String> cut = Stream.of(ErrorCode.values())
                .filter(code -> !ProblemTest.OF_THE_CONSOLE.contains(code.name()))
                .flatMap(code -> new Report.Warned(new Problem(code, TYPICAL)).on(state).effects().stream())
                .map(effect -> ((Effect.Tell) effect).balloon().text())
                .filter(text -> text.length() > LONGEST)
                .toList();

        assertEquals(List.of(), cut);
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
