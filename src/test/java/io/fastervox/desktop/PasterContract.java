package io.fastervox.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Clipboard.Content;
import io.fastervox.desktop.Paster.Outcome;
import io.fastervox.desktop.Paster.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Paster} keeps to, whatever window is in front. */
public abstract class PasterContract {
    private static final Target GONE = new Target(0x7FFF_0000L, 1, "Gone", "gone.exe", Target.Reach.REACHED);

    protected abstract Paster paster();

    /** The one that the paster uses. */
    protected abstract Clipboard clipboard();

    @Test
    void inCopyOnlyModeTheTextIsLeftOnTheClipboard() {
        Outcome outcome = paster().leave("only copied 一", Reason.COPY_ONLY);

        assertEquals(
                List.of(new Outcome.LeftOnClipboard(Reason.COPY_ONLY), new Content.Text("only copied 一")),
                List.of(outcome, clipboard().read()));
    }

    @Test
    void intoAWindowThatIsNotInFrontNothingIsPasted() {
        Outcome outcome = paster().paste("for another window", GONE);

        assertEquals(
                List.of(new Outcome.LeftOnClipboard(Reason.FOCUS_CHANGED), new Content.Text("for another window")),
                List.of(outcome, clipboard().read()));
    }

    @Test
    void intoAWindowThatIsNotInFrontNothingIsTyped() {
        Outcome outcome = paster().type("for another window", GONE);

        assertEquals(
                List.of(new Outcome.LeftOnClipboard(Reason.FOCUS_CHANGED), new Content.Text("for another window")),
                List.of(outcome, clipboard().read()));
    }

    @Test
    void itMayBeClosedTwice() {
        Paster paster = paster();
        paster.close();
        paster.close();
    }
}
