package io.fastervox.desktop.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Paster.Outcome;
import io.fastervox.desktop.Paster.Reason;
import io.fastervox.desktop.PasterContract;
import io.fastervox.desktop.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlessPasterTest extends PasterContract {
    private static final Target EDITOR = new Target(1, 2, "Edit", "editor.exe", Target.Reach.REACHED);
    private static final Target ADMINISTRATOR = new Target(1, 2, "Edit", "editor.exe", Target.Reach.ELEVATED);

    private final HeadlessForeground foreground = new HeadlessForeground();
    private final HeadlessClipboard clipboard = new HeadlessClipboard();
    private final HeadlessPaster paster = new HeadlessPaster(foreground, clipboard);

    @Override
    protected Paster paster() {
        return paster;
    }

    @Override
    protected Clipboard clipboard() {
        return clipboard;
    }

    @Test
    void theWindowInFrontGetsTheText() {
        foreground.bring(EDITOR);

        Outcome outcome = paster.paste("hello", EDITOR);

        assertEquals(List.of(new Outcome.PastedSeen(), List.of("hello")), List.of(outcome, paster.pasted()));
    }

    @Test
    void aWindowOfAnAdministratorGetsNothing() {
        foreground.bring(ADMINISTRATOR);

        assertEquals(new Outcome.LeftOnClipboard(Reason.ELEVATED), paster.paste("hello", ADMINISTRATOR));
    }
}
