package io.fastervox.desktop.windows;

import com.sun.jna.ptr.IntByReference;
import io.fastervox.desktop.Target;

/** Who has fetched a promised text: the target, or a program that looks at every clipboard. */
final class Receipt {
    private static final int GA_ROOT = 2;

    private final Target target;
    private boolean sent;
    private boolean byTarget;
    private int byOthers;

    Receipt(Target target) {
        this.target = target;
    }

    /** The keys are about to be sent: who reads from now on may be the target. */
    void sent() {
        sent = true;
    }

    /**
     * Somebody fetches the text at this moment.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/dataxchg/wm-renderformat">WM_RENDERFORMAT</a>
     */
    void fetched() {
        long reader = ClipboardFunctions.USER32.GetOpenClipboardWindow();
        if (sent && belongsToTarget(reader)) {
            byTarget = true;
        } else {
            byOthers++;
        }
    }

    private boolean belongsToTarget(long reader) {
        if (reader == 0) {
            return false; // opened without a window: anybody
        }
        // A console's window belongs to the program in it, and not to the one that reads: so the window comes first.
        if (reader == target.window() || WindowFunctions.USER32.GetAncestor(reader, GA_ROOT) == target.window()) {
            return true;
        }
        IntByReference process = new IntByReference();
        WindowFunctions.USER32.GetWindowThreadProcessId(reader, process);
        return Integer.toUnsignedLong(process.getValue()) == target.process();
    }

    boolean isByTarget() {
        return byTarget;
    }

    int byOthers() {
        return byOthers;
    }
}
