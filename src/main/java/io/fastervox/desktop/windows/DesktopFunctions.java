package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;

/** What dwmapi knows of windows. */
interface DesktopFunctions extends StdCallLibrary {
    DesktopFunctions DWMAPI = Native.load("dwmapi", DesktopFunctions.class);

    /**
     * {@code DwmGetWindowAttribute}; 0 when it has the attribute. Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/dwmapi/nf-dwmapi-dwmgetwindowattribute">
     *     DwmGetWindowAttribute</a>
     */
    int DwmGetWindowAttribute(long window, int attribute, IntByReference value, int size);
}
