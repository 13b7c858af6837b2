package io.fastervox.dictation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Clipboard.Content;
import io.fastervox.desktop.Paster.Outcome;
import io.fastervox.desktop.Paster.Reason;
import io.fastervox.desktop.Target;
import io.fastervox.desktop.headless.HeadlessClipboard;
import io.fastervox.desktop.headless.HeadlessForeground;
import io.fastervox.desktop.headless.HeadlessPaster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R5: the text comes where the person was, or stays at hand")
class InsertionTest {
    private static final Target EDITOR = new Target(1, 10, "Edit", "editor.exe", Target.Reach.REACHED);
    private static final Target BROWSER = new Target(2, 20, "Browser", "browser.exe", Target.Reach.REACHED);
    private static final Target INSTALLER = new Target(3, 30, "Setup", "setup.exe", Target.Reach.ELEVATED);

    private final HeadlessForeground foreground = new HeadlessForeground();
    private final HeadlessClipboard clipboard = new HeadlessClipboard();
    private final HeadlessPaster paster = new HeadlessPaster(foreground, clipboard);
    private final Insertion insertion = new Insertion(foreground, paster);

    @Test
    void aTextIsInsertedWhereThePersonWas() {
        foreground.bring(EDITOR);

        Outcome outcome = insertion.insert("hello", insertion.target(), false);

        assertEquals(List.of(new Outcome.PastedSeen(), List.of("hello")), List.of(outcome, paster.pasted()));
    }

    @Test
    void intoAnotherWindowNothingIsPasted() {
        foreground.bring(EDITOR);
        Optional<Target> target = insertion.target();
        foreground.bring(BROWSER);

        Outcome outcome = insertion.insert("hello", target, false);

        assertEquals(
                List.of(new Outcome.LeftOnClipboard(Reason.FOCUS_CHANGED), new Content.Text("hello"), List.of()),
                List.of(outcome, clipboard.read(), paster.pasted()));
    }

    @Test
    void whatHindersIsKnownBeforeAnybodySpeaks() {
        List<Optional<Target>> targets = List.of(Optional.empty(), Optional.of(INSTALLER), Optional.of(EDITOR));

        assertEquals(
                List.of(Optional.of(Reason.NO_TARGET), Optional.of(Reason.ELEVATED), Optional.empty()),
                targets.stream().map(Insertion::obstacle).toList());
    }

    @Test
    void withoutAWindowTheTextIsLeftOnTheClipboard() {
        Outcome outcome = insertion.insert("hello", Optional.empty(), false);

        assertEquals(
                List.of(new Outcome.LeftOnClipboard(Reason.NO_TARGET), new Content.Text("hello")),
                List.of(outcome, clipboard.read()));
    }

    @Test
    void whoeverWantsToPasteByThemselvesGetsACopy() {
        foreground.bring(EDITOR);

        Outcome outcome = insertion.insert("hello", insertion.target(), true);

        assertEquals(
                List.of(new Outcome.LeftOnClipboard(Reason.COPY_ONLY), List.of()), List.of(outcome, paster.pasted()));
    }

    @Test
    void theLastTextCanBePastedAgainWhereThePersonIsNow() {
        foreground.bring(INSTALLER);
        insertion.insert("hello", insertion.target(), false);
        foreground.bring(EDITOR);

        Optional<Outcome> outcome = insertion.again();

        assertEquals(
                List.of(Optional.of(new Outcome.PastedSeen()), List.of("hello"), Optional.of("hello")),
                List.of(outcome, paster.pasted(), insertion.lastText()));
    }

    @Test
    void beforeTheFirstTextThereIsNothingToPasteAgain() {
        assertEquals(Optional.empty(), insertion.again());
    }
}
