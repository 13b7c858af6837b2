package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;

/** The clipboard of user32. */
interface ClipboardFunctions extends StdCallLibrary {
    ClipboardFunctions USER32 = Native.load("user32", ClipboardFunctions.class);

    /**
     * {@code OpenClipboard}; fails while another program has it open. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-openclipboard">OpenClipboard</a>
     */
    boolean OpenClipboard(long window);

    /**
     * {@code CloseClipboard}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-closeclipboard">CloseClipboard</a>
     */
    boolean CloseClipboard();

    /**
     * {@code EmptyClipboard}; the window that has it open becomes the owner. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-emptyclipboard">EmptyClipboard</a>
     */
    boolean EmptyClipboard();

    /**
     * {@code SetClipboardData}; takes the memory when it succeeds. With 0 the data is promised and asked for by
     * {@code WM_RENDERFORMAT}; the result is 0 then, also when it succeeds. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setclipboarddata">SetClipboardData</a>
     */
    long SetClipboardData(int format, long memory);

    /**
     * {@code GetClipboardData}; the memory stays the clipboard's. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getclipboarddata">GetClipboardData</a>
     */
    long GetClipboardData(int format);

    /**
     * {@code EnumClipboardFormats}: the one after the given one, 0 after the last. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-enumclipboardformats">
     *     EnumClipboardFormats</a>
     */
    int EnumClipboardFormats(int format);

    /**
     * {@code IsClipboardFormatAvailable}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-isclipboardformatavailable">
     *     IsClipboardFormatAvailable</a>
     */
    boolean IsClipboardFormatAvailable(int format);

    /**
     * {@code RegisterClipboardFormatW}: the number of a name, the same for all programs. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registerclipboardformatw">
     *     RegisterClipboardFormatW</a>
     */
    int RegisterClipboardFormatW(WString name);

    /**
     * {@code GetClipboardOwner}: the window that emptied it last, or 0. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getclipboardowner">
     *     GetClipboardOwner</a>
     */
    long GetClipboardOwner();

    /**
     * {@code GetOpenClipboardWindow}: the window that has it open, or 0. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getopenclipboardwindow">
     *     GetOpenClipboardWindow</a>
     */
    long GetOpenClipboardWindow();

    /**
     * {@code GetClipboardSequenceNumber}: changes with every change of the content, and, where data was promised, when it
     * is given. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getclipboardsequencenumber">
     *     GetClipboardSequenceNumber</a>
     */
    int GetClipboardSequenceNumber();
}
