package io.fastervox.desktop.windows;

import io.fastervox.desktop.Foreground;
import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Target;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts by Ctrl+V and knows when it has worked: the text is only promised to the clipboard, so Windows asks for it when the
 * target fetches it, and only then is the former clipboard put back.
 *
 * <p>A window and a thread of its own. It waits there for its turn, so that the former clipboard also comes back when nobody
 * calls any more.
 */
public final class WindowsPaster implements Paster {
    /** The class of the hidden window. */
    static final String WINDOW = "FasterVoxPaste";

    private static final Logger log = LoggerFactory.getLogger(WindowsPaster.class);
    private static final int WM_RENDERFORMAT = 0x0305;
    private static final int WM_RENDERALLFORMATS = 0x0306;
    private static final int LOOK = 10;
    private static final int AGAIN = 250;
    /** Other programs that fetch the text before the target does: so often it is promised anew. */
    private static final int FETCHES_BY_OTHERS = 4;

    /** Tests keep it busy. */
    final WindowThread thread;

    private final Foreground foreground;
    private final List<PasteHabit> preferred;
    private final PasteTimes times;
    /** The window's thread only. */
    private Optional<Loan> loan = Optional.empty();

    /** @param until when it ends, in {@link System#nanoTime} */
    private record Loan(BorrowedClipboard clipboard, long until) {}

    /**
     * Makes the window.
     *
     * @param preferred how a person wants to paste into some programs
     * @throws WindowsException when there is no desktop
     */
    public WindowsPaster(Foreground foreground, List<PasteHabit> preferred) throws WindowsException {
        this(foreground, preferred, PasteTimes.USUAL);
    }

    WindowsPaster(Foreground foreground, List<PasteHabit> preferred, PasteTimes times) throws WindowsException {
        this.foreground = foreground;
        this.preferred = List.copyOf(preferred);
        this.times = times;
        thread = WindowThread.start(WINDOW, false, this::rest);
        thread.on(WM_RENDERFORMAT, (format, unused) -> {
            loan.ifPresent(one -> one.clipboard.render((int) format));
            return 0;
        });
        thread.on(WM_RENDERALLFORMATS, (unused, alsoUnused) -> {
            loan.ifPresent(one -> one.clipboard.renderAll());
            return 0;
        });
        thread.post(this::warmUp);
    }

    /** Loads what the first insertion needs, so that it is as quick as the next one. */
    private void warmUp() {
        foreground
                .current()
                .ifPresent(target -> PasteHabit.of(target, preferred).fit("\n"));
        Keyboard.modifiersDown();
    }

    @Override
    public Outcome paste(String text, Target target) {
        try {
            return thread.call(() -> insert(text, target));
        } catch (WindowsException e) {
            log.warn("not inserted: {}", e.getMessage());
            return new Outcome.Kept(Reason.CLIPBOARD_BUSY);
        }
    }

    @Override
    public Outcome type(String text, Target target) {
        try {
            return thread.call(() -> typed(text, target));
        } catch (WindowsException e) {
            log.warn("not typed: {}", e.getMessage());
            return new Outcome.Kept(Reason.CLIPBOARD_BUSY);
        }
    }

    private Outcome typed(String text, Target target) throws WindowsException {
        if (!Typing.suits(text)) {
            return insert(text, target);
        }
        Optional<Reason> hindrance = hindrance(target);
        if (hindrance.isPresent()) {
            return leaveThere(text, hindrance.get());
        }
        return Typing.type(text, thread)
                ? new Outcome.PastedUnproven(Means.TYPED)
                : leaveThere(text, Reason.INPUT_REFUSED);
    }

    @Override
    public Outcome leave(String text, Reason reason) {
        try {
            return thread.call(() -> leaveThere(text, reason));
        } catch (WindowsException e) {
            log.warn("not left on the clipboard: {}", e.getMessage());
            return new Outcome.Kept(Reason.CLIPBOARD_BUSY);
        }
    }

    /** Written at once and not promised: a promise dies with this process. */
    private Outcome leaveThere(String text, Reason reason) {
        try (OpenClipboard open = OpenClipboard.on(thread)) {
            open.empty();
            open.putText(WindowsClipboard.lines(text));
            open.markPrivate();
        } catch (WindowsException e) {
            log.warn("not left on the clipboard: {}", e.getMessage());
            return new Outcome.Kept(reason);
        }
        loan.ifPresent(one -> one.clipboard.giveUp());
        loan = Optional.empty();
        return new Outcome.LeftOnClipboard(reason);
    }

    private Outcome insert(String text, Target target) throws WindowsException {
        Optional<Reason> hindrance = hindrance(target);
        if (hindrance.isPresent()) {
            return leaveThere(text, hindrance.get());
        }
        finishLoan();
        PasteHabit habit = PasteHabit.of(target, preferred);
        String fitting = habit.fit(text);
        if (loan.isPresent()) {
            return typeInstead(fitting, target, Reason.CLIPBOARD_BUSY);
        }
        Optional<BorrowedClipboard> borrowed;
        try {
            borrowed = BorrowedClipboard.borrow(thread, fitting, target);
        } catch (WindowsException e) {
            log.info("the clipboard cannot be borrowed: {}", e.getMessage());
            return typeInstead(fitting, target, Reason.CLIPBOARD_BUSY);
        }
        return borrowed.isPresent()
                ? insert(text, fitting, target, habit, borrowed.get())
                : typeInstead(fitting, target, Reason.CLIPBOARD_NOT_SAVED);
    }

    /** The clipboard stays as it is. That this is so may have taken its time. */
    private Outcome typeInstead(String fitting, Target target, Reason reason) {
        Optional<Reason> hindrance = hindrance(target);
        if (hindrance.isPresent()) {
            return new Outcome.Kept(hindrance.get());
        }
        return Typing.type(fitting, thread) ? new Outcome.PastedUnproven(Means.TYPED) : new Outcome.Kept(reason);
    }

    private Outcome insert(String text, String fitting, Target target, PasteHabit habit, BorrowedClipboard clipboard) {
        loan = Optional.of(new Loan(clipboard, after(times.cap())));
        thread.pump(LOOK); // what looks at every clipboard does so now
        Optional<Reason> hindrance = hindrance(target);
        if (hindrance.isPresent()) {
            return leaveThere(text, hindrance.get());
        }
        clipboard.receipt().sent();
        if (!Chord.press(habit.shortcut(), times.chord(), thread)) {
            return leaveThere(text, Reason.INPUT_REFUSED);
        }
        return await(text, fitting, target, habit, clipboard);
    }

    /** Why nothing may be sent to the target now. Waits for a person to let go of keys. */
    private Optional<Reason> hindrance(Target target) {
        Optional<Target> now = foreground.current();
        if (now.isEmpty() || now.get().window() != target.window()) {
            return Optional.of(Reason.FOCUS_CHANGED);
        }
        if (now.get().reach() == Target.Reach.ELEVATED) {
            return Optional.of(Reason.ELEVATED);
        }
        long end = after(times.held());
        while (!Keyboard.modifiersDown().isEmpty() && System.nanoTime() < end) {
            thread.pump(LOOK);
        }
        Keyboard.releaseModifiers();
        return Keyboard.modifiersDown().isEmpty() ? Optional.empty() : Optional.of(Reason.KEYS_HELD);
    }

    private Outcome await(String text, String fitting, Target target, PasteHabit habit, BorrowedClipboard clipboard) {
        Receipt receipt = clipboard.receipt();
        long soon = after(times.receipt());
        long cap = after(times.cap());
        while (!receipt.isByTarget() && receipt.byOthers() < FETCHES_BY_OTHERS && System.nanoTime() < cap) {
            thread.pump(LOOK);
            clipboard.promiseAgain();
            // A busy target will still come for it, however long that takes; one that answers had its chance.
            if (System.nanoTime() > soon && !receipt.isByTarget() && Responsiveness.answers(target.window())) {
                break;
            }
        }
        if (receipt.isByTarget()) {
            loan = Optional.of(new Loan(clipboard, after(habit.quietMillis())));
            return new Outcome.PastedSeen();
        }
        if (receipt.byOthers() > 0) {
            return new Outcome.PastedUnproven(Means.CLIPBOARD); // given back at the cap
        }
        return type(text, fitting, target, clipboard);
    }

    private Outcome type(String text, String fitting, Target target, BorrowedClipboard clipboard) {
        boolean there = foreground
                .current()
                .filter(now -> now.window() == target.window())
                .isPresent();
        if (!there || !Responsiveness.answers(target.window()) || !Typing.suits(fitting)) {
            return leaveThere(text, Reason.NOT_FETCHED);
        }
        clipboard.refuse();
        return Typing.type(fitting, thread)
                ? new Outcome.PastedUnproven(Means.TYPED)
                : leaveThere(text, Reason.INPUT_REFUSED);
    }

    private static long after(int milliseconds) {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    /** Before each wait of the window's thread: gives the clipboard back when its time has come. */
    private int rest() {
        if (loan.isEmpty()) {
            return WindowThread.FOREVER;
        }
        long left = loan.get().until - System.nanoTime();
        if (left <= 0) {
            giveBack();
            return loan.isEmpty() ? WindowThread.FOREVER : AGAIN;
        }
        return (int) TimeUnit.NANOSECONDS.toMillis(left) + 1;
    }

    /** The text before was fetched, and its reader has a moment left; the former clipboard comes back before the next one. */
    private void finishLoan() {
        while (loan.isPresent()
                && loan.get().clipboard.receipt().isByTarget()
                && loan.get().until > System.nanoTime()) {
            thread.pump(LOOK);
            if (!loan.get().clipboard.isOurs()) {
                break;
            }
        }
        giveBack();
    }

    private void giveBack() {
        Optional<Loan> ended = loan;
        // Nobody keeps the clipboard open for ever; until then it is tried again and again.
        loan = ended.filter(one -> !one.clipboard.giveBack()).map(one -> new Loan(one.clipboard, after(AGAIN)));
    }

    @Override
    public void close() {
        thread.post(
                this::giveBack); // and not called: a thread that hangs is waited for as long as its end, and no longer
        thread.close();
    }
}
