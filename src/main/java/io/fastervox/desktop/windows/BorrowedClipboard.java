package io.fastervox.desktop.windows;

import io.fastervox.desktop.Target;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clipboard that holds a promised text for a moment, and its former content aside. On the window's thread only: that is where
 * Windows asks for the text, and that question is the receipt.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/dataxchg/clipboard-operations#delayed-rendering">Delayed
 *     rendering</a>
 */
final class BorrowedClipboard {
    private static final Logger log = LoggerFactory.getLogger(BorrowedClipboard.class);

    private final WindowThread thread;
    private final String text;
    private final SavedClipboard former;
    private final Receipt receipt;
    private boolean refusing;
    private boolean rendered;

    private BorrowedClipboard(WindowThread thread, String text, SavedClipboard former, Receipt receipt) {
        this.thread = thread;
        this.text = text;
        this.former = former;
        this.receipt = receipt;
    }

    /**
     * Saves what is there and promises the text, without anybody coming between. Empty when something there is too large to
     * be saved, or of a kind that cannot be; then it is untouched.
     *
     * @throws WindowsException when another program keeps the clipboard open, or its owner hangs
     */
    static Optional<BorrowedClipboard> borrow(WindowThread thread, String text, Target target) throws WindowsException {
        try (OpenClipboard open = OpenClipboard.toRead(thread)) {
            SavedClipboard former = SavedClipboard.of(open);
            if (!former.isComplete()) {
                former.free();
                return Optional.empty();
            }
            BorrowedClipboard borrowed = new BorrowedClipboard(thread, text, former, new Receipt(target));
            borrowed.promise(open);
            return Optional.of(borrowed);
        }
    }

    private void promise(OpenClipboard open) throws WindowsException {
        open.empty();
        open.promiseText();
        open.markPrivate();
        rendered = false;
    }

    /**
     * When another program than the target has fetched the text, promises it once more, so that the target's fetching is
     * heard too. While another program keeps the clipboard open, the text stays there as it is, and the target's fetching
     * unheard.
     */
    void promiseAgain() {
        if (rendered && !receipt.isByTarget() && isOurs()) {
            try (OpenClipboard open = OpenClipboard.on(thread)) {
                if (isOurs() && !receipt.isByTarget()) {
                    promise(open);
                }
            } catch (WindowsException e) {
                log.info("the text is not promised again: {}", e.getMessage());
            }
        }
    }

    Receipt receipt() {
        return receipt;
    }

    /** Answers WM_RENDERFORMAT: whoever reads has the clipboard open. */
    void render(int format) {
        if (format == OpenClipboard.CF_UNICODETEXT && !refusing && receipt.fetched()) {
            try {
                OpenClipboard.render(text);
                rendered = true;
            } catch (WindowsException e) {
                log.warn("the text could not be handed over: {}", e.getMessage());
            }
        }
    }

    /** Answers WM_RENDERALLFORMATS: our window goes, and the promise with it. */
    void renderAll() {
        try (OpenClipboard open = OpenClipboard.on(thread)) {
            if (isOurs() && !refusing) {
                open.putText(text);
            }
        } catch (WindowsException e) {
            log.warn("the promised text is lost: {}", e.getMessage());
        }
    }

    /** Gives the text to nobody any more: it goes another way, and must not come twice. */
    void refuse() {
        refusing = true;
    }

    /** Whether nobody has copied anything since. */
    boolean isOurs() {
        return ClipboardFunctions.USER32.GetClipboardOwner() == thread.window();
    }

    /**
     * Puts the former content back, unless somebody has copied something meanwhile.
     *
     * @return false when another program keeps the clipboard open; it can be tried again
     */
    boolean giveBack() {
        if (isOurs()) {
            try (OpenClipboard open = OpenClipboard.on(thread)) {
                if (isOurs()) {
                    putBack(open);
                }
            } catch (WindowsException e) {
                log.warn("the former clipboard is not restored yet: {}", e.getMessage());
                return false;
            }
        }
        former.free();
        return true;
    }

    private void putBack(OpenClipboard open) throws WindowsException {
        boolean something = !former.isEmpty();
        former.putBack(open);
        if (something) {
            open.markPrivate(); // or the history would list it once more
        }
    }

    /** What was there is given up, for the text shall stay. */
    void giveUp() {
        former.free();
    }
}
