package io.fastervox.dictation;

import static io.fastervox.dictation.PressLogic.Action.NOTHING;
import static io.fastervox.dictation.PressLogic.Action.START;
import static io.fastervox.dictation.PressLogic.Action.STOP;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.dictation.PressLogic.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R5: the dictation key")
class PressLogicTest {
    private long now = 1;

    private PressLogic logic(PressMode mode) {
        return new PressLogic(mode, () -> now);
    }

    /** Plays times in milliseconds at which the key goes down and up in turn. */
    private List<Action> play(PressLogic logic, long... times) {
        List<Action> actions = new ArrayList<>();
        for (int i = 0; i < times.length; i++) {
            now = TimeUnit.MILLISECONDS.toNanos(times[i]);
            actions.add(i % 2 == 0 ? logic.pressed() : logic.released());
        }
        return actions;
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            PUSH_TO_TALK, 200,  STOP
            PUSH_TO_TALK, 5000, STOP
            TOGGLE,       200,  NOTHING
            TOGGLE,       5000, NOTHING
            HYBRID,       600,  NOTHING
            HYBRID,       601,  STOP
            """)
    void lettingGoEndsItOrNot(PressMode mode, long held, Action action) {
        assertEquals(List.of(START, action), play(logic(mode), 100, 100 + held));
    }

    @ParameterizedTest
    @EnumSource(
            value = PressMode.class,
            names = {"TOGGLE", "HYBRID"})
    void theNextPressEndsWhatAShortOneBegan(PressMode mode) {
        assertEquals(List.of(START, NOTHING, STOP, NOTHING, START), play(logic(mode), 0, 200, 5000, 7000, 9000));
    }

    @ParameterizedTest
    @EnumSource(PressMode.class)
    void aKeyThatSpringsIsPressedOnce(PressMode mode) {
        List<Action> clean = play(logic(mode), 0, 700);

        assertEquals(List.of(clean.get(0), clean.get(1), NOTHING, NOTHING), play(logic(mode), 0, 700, 729, 800));
    }

    @Test
    void aQuickSecondDictationIsNoSpring() {
        assertEquals(List.of(START, STOP, START, STOP), play(logic(PressMode.PUSH_TO_TALK), 0, 700, 730, 1500));
    }

    @ParameterizedTest
    @EnumSource(PressMode.class)
    void lettingGoOfACancelledRecordingDoesNothingAndTheNextPressBegins(PressMode mode) {
        PressLogic logic = logic(mode);
        logic.pressed();
        logic.ended();
        now = TimeUnit.SECONDS.toNanos(1);

        assertEquals(
                List.of(NOTHING, START),
                List.of(logic.released(), play(logic, 2000).get(0)));
    }

    @Test
    void aReleaseThatNobodySawDoesNotKeepItRecording() {
        PressLogic logic = logic(PressMode.PUSH_TO_TALK);
        Action began = logic.pressed();
        now = TimeUnit.SECONDS.toNanos(5);

        assertEquals(List.of(START, STOP), List.of(began, logic.pressed()));
    }

    @Test
    void aChangeOfTheModeAppliesAtOnce() {
        PressLogic logic = logic(PressMode.TOGGLE);
        logic.pressed();
        logic.change(PressMode.PUSH_TO_TALK);
        now = TimeUnit.SECONDS.toNanos(1);

        assertEquals(STOP, logic.released());
    }
}
