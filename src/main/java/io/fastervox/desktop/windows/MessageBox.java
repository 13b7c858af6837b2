package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** Windows' own message box: in the system's fonts, whatever letters the text has, and there before any of our windows. */
public final class MessageBox {
    private static final int MB_ICONINFORMATION = 0x40;
    private static final int MB_SETFOREGROUND = 0x10000;

    private MessageBox() {}

    /** Shows it and waits until the person has closed it. */
    public static void show(String title, String text) {
        User32.INSTANCE.MessageBoxW(null, new WString(text), new WString(title), MB_ICONINFORMATION | MB_SETFOREGROUND);
    }

    /** What jna-platform lacks of user32. */
    private interface User32 extends StdCallLibrary {
        User32 INSTANCE = Native.load("user32", User32.class);

        /**
         * {@code MessageBoxW}. Windows 2000.
         *
         * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-messageboxw">MessageBoxW</a>
         */
        int MessageBoxW(@Nullable Pointer owner, WString text, WString title, int type);
    }
}
