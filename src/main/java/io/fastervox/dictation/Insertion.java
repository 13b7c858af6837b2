package io.fastervox.dictation;

import io.fastervox.desktop.Foreground;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Paster.Outcome;
import io.fastervox.desktop.Paster.Reason;
import io.fastervox.desktop.Target;
import java.util.Optional;

/**
 * Brings a text where the person was when they began to speak, and keeps it for one more try. May be used by several threads;
 * one text after the other.
 */
public final class Insertion {
    private final Foreground foreground;
    private final Paster paster;
    private volatile Optional<String> last = Optional.empty();

    public Insertion(Foreground foreground, Paster paster) {
        this.foreground = foreground;
        this.paster = paster;
    }

    /** Where the person is: to be asked when the key goes down, and given to {@link #insert} with the text. */
    public Optional<Target> target() {
        return foreground.current();
    }

    /**
     * Why a text could not be inserted there, so that the person hears it before they speak and not after.
     *
     * @param target what {@link #target} said
     */
    public static Optional<Reason> obstacle(Optional<Target> target) {
        if (target.isEmpty()) {
            return Optional.of(Reason.NO_TARGET);
        }
        return target.filter(window -> window.reach() == Target.Reach.ELEVATED).map(window -> Reason.ELEVATED);
    }

    /**
     * Inserts the text at the target; see {@link Paster#paste} for how long this takes.
     *
     * @param copyOnly whether the person wants to paste by themselves
     */
    public synchronized Outcome insert(String text, Optional<Target> target, boolean copyOnly) {
        last = Optional.of(text);
        if (copyOnly) {
            return paster.leave(text, Reason.COPY_ONLY);
        }
        Optional<Reason> obstacle = obstacle(target);
        return obstacle.isPresent() ? paster.leave(text, obstacle.get()) : paster.paste(text, target.orElseThrow());
    }

    /** Inserts the last text where the person is now; empty when there is none yet. */
    public Optional<Outcome> again() {
        return last.map(text -> insert(text, target(), false));
    }

    /** The last text, inserted or not. */
    public Optional<String> lastText() {
        return last;
    }
}
