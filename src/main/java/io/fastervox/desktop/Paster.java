package io.fastervox.desktop;

/**
 * Puts text where a person writes, by way of the clipboard, whose content comes back afterwards. Never claims what it cannot
 * know.
 *
 * <p>The methods wait until the outcome is known: mostly some 30 ms, at worst 15 s. One text after the other; may be called
 * on any thread but the ones of windows.
 */
public interface Paster extends AutoCloseable {
    /**
     * Inserts the text, if the target is still in front. Whatever hinders that, the text is left on the clipboard.
     *
     * @param target where the person was when they began to speak
     */
    Outcome paste(String text, Target target);

    /**
     * Types the text letter by letter, if the target is still in front. A long text, or one of several lines, is pasted: its
     * typing would run for seconds, and its ends of lines would be taken for "send".
     */
    Outcome type(String text, Target target);

    /** Only puts the text on the clipboard and leaves the insertion to the person. */
    Outcome leave(String text, Reason reason);

    /** Gives back what is borrowed of the clipboard, now. */
    @Override
    void close();

    /** What became of a text. */
    sealed interface Outcome {
        /** The target has fetched the text. */
        record PastedSeen() implements Outcome {}

        /** The keys were sent, but nobody can say that the target took the text. */
        record PastedUnproven(Means means) implements Outcome {}

        /** The text lies on the clipboard and waits for Ctrl+V. */
        record LeftOnClipboard(Reason reason) implements Outcome {}

        /** Not even the clipboard took it; whoever called still has it. */
        record Kept(Reason reason) implements Outcome {}
    }

    /** How a text went its way without a proof. */
    enum Means {
        /** Something fetched it from the clipboard, and it may have been another program than the target. */
        CLIPBOARD,
        /** It was typed letter by letter, as asked for or because the target did not fetch it. */
        TYPED
    }

    /** Why a text was not inserted. */
    enum Reason {
        /** As asked for. */
        COPY_ONLY,
        /** No window was in front when the person began to speak. */
        NO_TARGET,
        /** Another window is in front now. */
        FOCUS_CHANGED,
        /** The window's program runs as administrator. */
        ELEVATED,
        /** Keys are held that would turn Ctrl+V into something else. */
        KEYS_HELD,
        /** The system took none or not all of our keys. */
        INPUT_REFUSED,
        /** The target did not fetch it, and typing is not wanted or not possible there. */
        NOT_FETCHED,
        /** Another program keeps the clipboard open, or has put something there and hangs. */
        CLIPBOARD_BUSY,
        /** What lies on the clipboard is too large to be put back, or of such a kind, and the text was not to be typed. */
        CLIPBOARD_NOT_SAVED
    }
}
