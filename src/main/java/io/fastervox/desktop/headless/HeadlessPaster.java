package io.fastervox.desktop.headless;

import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.Foreground;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pastes into windows that are not there, and remembers what. */
public final class HeadlessPaster implements Paster {
    private final Foreground foreground;
    private final Clipboard clipboard;
    private final List<String> pasted = new CopyOnWriteArrayList<>();

    public HeadlessPaster(Foreground foreground, Clipboard clipboard) {
        this.foreground = foreground;
        this.clipboard = clipboard;
    }

    @Override
    public Outcome paste(String text, Target target) {
        Optional<Target> now = foreground.current();
        if (now.isEmpty() || now.get().window() != target.window()) {
            return leave(text, Reason.FOCUS_CHANGED);
        }
        if (now.get().reach() == Target.Reach.ELEVATED) {
            return leave(text, Reason.ELEVATED);
        }
        pasted.add(text);
        return new Outcome.PastedSeen();
    }

    @Override
    public Outcome type(String text, Target target) {
        Outcome pasted = paste(text, target);
        return pasted instanceof Outcome.PastedSeen ? new Outcome.PastedUnproven(Means.TYPED) : pasted;
    }

    @Override
    public Outcome leave(String text, Reason reason) {
        return clipboard.copy(text) instanceof Clipboard.Copied.Done
                ? new Outcome.LeftOnClipboard(reason)
                : new Outcome.Kept(Reason.CLIPBOARD_BUSY);
    }

    /** All texts that were inserted, in their order. */
    public List<String> pasted() {
        return List.copyOf(pasted);
    }

    @Override
    public void close() {
        // nothing is borrowed
    }
}
