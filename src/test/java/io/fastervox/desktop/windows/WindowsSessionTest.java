package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.User32;
import com.sun.jna.platform.win32.WinDef.HWND;
import com.sun.jna.platform.win32.WinDef.LPARAM;
import com.sun.jna.platform.win32.WinDef.WPARAM;
import io.fastervox.desktop.Session;
import io.fastervox.desktop.SessionContract;
import io.fastervox.desktop.SessionEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Its events are the messages that Windows would send. */
@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
class WindowsSessionTest extends SessionContract {
    private static final int WM_ENDSESSION = 0x0016;
    private static final int WM_POWERBROADCAST = 0x0218;
    private static final int WM_WTSSESSION_CHANGE = 0x02B1;

    @SuppressWarnings("NullAway.Init") // JUnit calls open
    private WindowsSession session;

    @BeforeEach
    void open() throws WindowsException {
        session = new WindowsSession();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Override
    protected Session session() {
        return session;
    }

    @Override
    protected void happen(SessionEvent event) {
        switch (event) {
            case SUSPENDING -> send(WM_POWERBROADCAST, 4); // PBT_APMSUSPEND
            case RESUMED -> send(WM_POWERBROADCAST, 18); // PBT_APMRESUMEAUTOMATIC
            case LOCKED -> send(WM_WTSSESSION_CHANGE, 7); // WTS_SESSION_LOCK
            case UNLOCKED -> send(WM_WTSSESSION_CHANGE, 8); // WTS_SESSION_UNLOCK
            case SWITCHED_AWAY -> send(WM_WTSSESSION_CHANGE, 4); // WTS_REMOTE_DISCONNECT
            case SWITCHED_BACK -> send(WM_WTSSESSION_CHANGE, 1); // WTS_CONSOLE_CONNECT
            case ENDING -> send(WM_ENDSESSION, 1);
        }
    }

    private static void send(int message, int what) {
        HWND window = User32.INSTANCE.FindWindow(WindowsSession.WINDOW, null);
        if (window != null) { // there is none once the session is closed
            User32.INSTANCE.SendMessage(window, message, new WPARAM(what), new LPARAM(0));
        }
    }
}
