package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.Wtsapi32;
import io.fastervox.desktop.Session;
import io.fastervox.desktop.SessionEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session as Windows tells of it: power, lock and switch, and its end. A hidden window of the class {@value #WINDOW} hears
 * it.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/power/wm-powerbroadcast">WM_POWERBROADCAST</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/termserv/wm-wtssession-change">WM_WTSSESSION_CHANGE</a>
 * @see <a href="https://learn.microsoft.com/windows/win32/shutdown/wm-endsession">WM_ENDSESSION</a>
 */
public final class WindowsSession implements Session {
    /** The class of the hidden window. */
    static final String WINDOW = "FasterVoxSession";

    private static final Logger log = LoggerFactory.getLogger(WindowsSession.class);
    private static final int WM_CLOSE = 0x0010;
    private static final int WM_QUERYENDSESSION = 0x0011;
    private static final int WM_ENDSESSION = 0x0016;
    private static final int WM_POWERBROADCAST = 0x0218;
    private static final int WM_WTSSESSION_CHANGE = 0x02B1;
    private static final int PBT_APMSUSPEND = 4;
    private static final int PBT_APMRESUMESUSPEND = 7;
    private static final int PBT_APMRESUMEAUTOMATIC = 18;
    private static final int NOTIFY_FOR_THIS_SESSION = 0;

    private final List<Consumer<SessionEvent>> listeners = new CopyOnWriteArrayList<>();
    private final WindowThread thread;

    /** @throws WindowsException when there is no desktop */
    public WindowsSession() throws WindowsException {
        thread = WindowThread.start(WINDOW, true, () -> WindowThread.FOREVER);
        thread.on(WM_POWERBROADCAST, (what, unused) -> {
            power((int) what).ifPresent(this::tell);
            return 1;
        });
        thread.on(WM_WTSSESSION_CHANGE, (what, unused) -> {
            session((int) what).ifPresent(this::tell);
            return 0;
        });
        // Never in the way of its end. The answer comes before anything else, whatever is being done.
        thread.on(WM_QUERYENDSESSION, (unused, why) -> 1);
        thread.on(WM_ENDSESSION, (ends, why) -> {
            if (ends != 0) {
                tell(SessionEvent.ENDING);
            }
            return 0;
        });
        // The installer asks so before it ends the program.
        thread.on(WM_CLOSE, (unused, alsoUnused) -> {
            tell(SessionEvent.ENDING);
            return 0;
        });
        if (!Wtsapi32.INSTANCE.WTSRegisterSessionNotification(handle(), NOTIFY_FOR_THIS_SESSION)) {
            log.warn(
                    "no word of locked screens: {}",
                    new WindowsException("WTSRegisterSessionNotification", Native.getLastError()).getMessage());
        }
    }

    private HWND handle() {
        return new HWND(new Pointer(thread.window()));
    }

    private static Optional<SessionEvent> power(int what) {
        return switch (what) {
            case PBT_APMSUSPEND -> Optional.of(SessionEvent.SUSPENDING);
            // The first one comes always, the second one also when a person woke the machine. Twice does no harm.
            case PBT_APMRESUMEAUTOMATIC, PBT_APMRESUMESUSPEND -> Optional.of(SessionEvent.RESUMED);
            default -> Optional.empty();
        };
    }

    private static Optional<SessionEvent> session(int what) {
        return switch (what) {
            case 1, 3 -> Optional.of(SessionEvent.SWITCHED_BACK); // WTS_CONSOLE_CONNECT, WTS_REMOTE_CONNECT
            case 2, 4 -> Optional.of(SessionEvent.SWITCHED_AWAY); // WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT
            case 7 -> Optional.of(SessionEvent.LOCKED); // WTS_SESSION_LOCK
            case 8 -> Optional.of(SessionEvent.UNLOCKED); // WTS_SESSION_UNLOCK
            default -> Optional.empty();
        };
    }

    private void tell(SessionEvent event) {
        log.info("session: {}", event);
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public void listen(Consumer<SessionEvent> listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        listeners.clear();
        Wtsapi32.INSTANCE.WTSUnRegisterSessionNotification(handle());
        thread.close();
    }
}
