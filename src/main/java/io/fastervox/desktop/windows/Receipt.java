package io.fastervox.desktop.windows;

import com.sun.jna.ptr.IntByReference;
import io.fastervox.desktop.Target;
import java.util.HashSet;
import java.util.Set;

/** Who has fetched a promised text: the target, or a program that looks at every clipboard. */
final class Receipt {
    private static final int GA_ROOT = 2;

    private final Target target;
    /** Processes that read without anybody having pasted. */
    private final Set<Long> eager = new HashSet<>();

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
     * @return whether they shall have it; who reads every clipboard gets nothing, and the promise stays for the target
     * @see <a href="https://learn.microsoft.com/windows/win32/dataxchg/wm-renderformat">WM_RENDERFORMAT</a>
     */
    boolean fetched() {
        long window = ClipboardFunctions.USER32.GetOpenClipboardWindow();
        long process = process(window);
        if (!sent) {
            eager.add(process);
            return false;
        }
        if (belongsToTarget(window, process)) {
            byTarget = true;
            return true;
        }
        if (process != 0 && eager.contains(process)) {
            return false;
        }
        // Not surely another one: programs of the Store live in a window of somebody else.
        byOthers++;
        return true;
    }

    private boolean belongsToTarget(long window, long process) {
        if (window == 0) {
            return false; // opened without a window: anybody
        }
        // A console's window belongs to the program in it, and not to the one that reads: so the window comes first.
        return window == target.window()
                || WindowFunctions.USER32.GetAncestor(window, GA_ROOT) == target.window()
                || process == target.process();
    }

    private static long process(long window) {
        IntByReference process = new IntByReference();
        WindowFunctions.USER32.GetWindowThreadProcessId(window, process);
        return Integer.toUnsignedLong(process.getValue());
    }

    boolean isByTarget() {
        return byTarget;
    }

    int byOthers() {
        return byOthers;
    }
}
