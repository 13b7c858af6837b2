package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** Windows, messages and keys of user32, with handles as the 64-bit numbers that they are in 64-bit Windows. */
interface WindowFunctions extends StdCallLibrary {
    WindowFunctions USER32 = Native.load("user32", WindowFunctions.class);

    /** A {@code WNDPROC}. Whoever gives it to Windows must keep it from the garbage collector. */
    interface Procedure extends StdCallCallback {
        long callback(long window, int message, long wParam, long lParam);
    }

    /**
     * {@code RegisterClassExW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registerclassexw">RegisterClassExW</a>
     */
    short RegisterClassExW(Pointer windowClass);

    /**
     * {@code UnregisterClassW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-unregisterclassw">UnregisterClassW</a>
     */
    boolean UnregisterClassW(WString name, long instance);

    /**
     * {@code FindWindowW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-findwindoww">FindWindowW</a>
     */
    long FindWindowW(@Nullable WString windowClass, WString name);

    /**
     * {@code SetWindowPos}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setwindowpos">SetWindowPos</a>
     */
    boolean SetWindowPos(long window, long after, int x, int y, int width, int height, int flags);

    /**
     * {@code CreateWindowExW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-createwindowexw">CreateWindowExW</a>
     */
    long CreateWindowExW(
            int extendedStyle,
            WString windowClass,
            @Nullable WString name,
            int style,
            int x,
            int y,
            int width,
            int height,
            long parent,
            long menu,
            long instance,
            @Nullable Pointer parameter);

    /**
     * {@code DestroyWindow}, on the thread that made it. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-destroywindow">DestroyWindow</a>
     */
    boolean DestroyWindow(long window);

    /**
     * {@code DefWindowProcW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-defwindowprocw">DefWindowProcW</a>
     */
    long DefWindowProcW(long window, int message, long wParam, long lParam);

    /**
     * {@code MsgWaitForMultipleObjectsEx}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-msgwaitformultipleobjectsex">
     *     MsgWaitForMultipleObjectsEx</a>
     */
    int MsgWaitForMultipleObjectsEx(int count, @Nullable Pointer handles, int milliseconds, int wakeMask, int flags);

    /**
     * {@code PeekMessageW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-peekmessagew">PeekMessageW</a>
     */
    boolean PeekMessageW(Pointer message, long window, int first, int last, int remove);

    /**
     * {@code DispatchMessageW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-dispatchmessagew">DispatchMessageW</a>
     */
    long DispatchMessageW(Pointer message);

    /**
     * {@code PostMessageW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-postmessagew">PostMessageW</a>
     */
    boolean PostMessageW(long window, int message, long wParam, long lParam);

    /**
     * {@code IsHungAppWindow}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-ishungappwindow">IsHungAppWindow</a>
     */
    boolean IsHungAppWindow(long window);

    /**
     * {@code SendMessageTimeoutW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-sendmessagetimeoutw">
     *     SendMessageTimeoutW</a>
     */
    long SendMessageTimeoutW(
            long window, int message, long wParam, long lParam, int flags, int milliseconds, LongByReference result);

    /**
     * {@code RegisterHotKey}, with a window of the calling thread. Windows Vista; with {@code MOD_NOREPEAT} Windows 7.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-registerhotkey">RegisterHotKey</a>
     */
    boolean RegisterHotKey(long window, int id, int modifiers, int key);

    /**
     * {@code UnregisterHotKey}. Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-unregisterhotkey">UnregisterHotKey</a>
     */
    boolean UnregisterHotKey(long window, int id);

    /**
     * {@code GetAsyncKeyState}; the highest bit says that the key is down now. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getasynckeystate">GetAsyncKeyState</a>
     */
    short GetAsyncKeyState(int key);

    /**
     * {@code SendInput}; returns how many of the inputs were taken. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-sendinput">SendInput</a>
     */
    int SendInput(int count, Pointer inputs, int size);

    /**
     * {@code MapVirtualKeyW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-mapvirtualkeyw">MapVirtualKeyW</a>
     */
    int MapVirtualKeyW(int key, int kind);

    /**
     * {@code GetForegroundWindow}; 0 when no window has the focus. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getforegroundwindow">
     *     GetForegroundWindow</a>
     */
    long GetForegroundWindow();

    /**
     * {@code GetTopWindow} of the screen for 0. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-gettopwindow">GetTopWindow</a>
     */
    long GetTopWindow(long parent);

    /**
     * {@code GetWindow}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getwindow">GetWindow</a>
     */
    long GetWindow(long window, int relation);

    /**
     * {@code IsWindowVisible}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-iswindowvisible">IsWindowVisible</a>
     */
    boolean IsWindowVisible(long window);

    /**
     * {@code IsIconic}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-isiconic">IsIconic</a>
     */
    boolean IsIconic(long window);

    /**
     * {@code GetWindowLongW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getwindowlongw">GetWindowLongW</a>
     */
    int GetWindowLongW(long window, int what);

    /**
     * {@code GetWindowTextLengthW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getwindowtextlengthw">GetWindowTextLengthW</a>
     */
    int GetWindowTextLengthW(long window);

    /**
     * {@code SetForegroundWindow}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-setforegroundwindow">SetForegroundWindow</a>
     */
    boolean SetForegroundWindow(long window);

    /**
     * {@code GetAncestor}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getancestor">GetAncestor</a>
     */
    long GetAncestor(long window, int which);

    /**
     * {@code GetWindowThreadProcessId}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getwindowthreadprocessid">
     *     GetWindowThreadProcessId</a>
     */
    int GetWindowThreadProcessId(long window, IntByReference process);

    /**
     * {@code GetClassNameW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winuser/nf-winuser-getclassnamew">GetClassNameW</a>
     */
    int GetClassNameW(long window, char[] name, int size);
}
