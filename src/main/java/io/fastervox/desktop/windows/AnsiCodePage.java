package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.ptr.IntByReference;

/** The code page of programs that do not speak Unicode. */
final class AnsiCodePage {
    private static final String KEY = "SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage";
    private static final int UTF_8 = 65001;
    /** "ā" is not to become "a": that would be the name of another folder. */
    private static final int WC_NO_BEST_FIT_CHARS = 0x400;

    private AnsiCodePage() {}

    /**
     * The system's, for example 936 or 1252: the one that Python gets. {@code GetACP} would not tell it, because our
     * launchers make our own process a UTF-8 one.
     */
    static int number() throws WindowsException {
        try {
            return Integer.parseInt(Advapi32Util.registryGetStringValue(WinReg.HKEY_LOCAL_MACHINE, KEY, "ACP"));
        } catch (Win32Exception e) {
            throw new WindowsException("reading HKEY_LOCAL_MACHINE\\" + KEY, e.getErrorCode());
        }
    }

    /** Whether the text comes through unchanged. */
    static boolean holds(String text) throws WindowsException {
        int page = number();
        if (page == UTF_8 || text.isEmpty()) {
            return true;
        }
        IntByReference lost = new IntByReference();
        char[] characters = text.toCharArray();
        int bytes = PathFunctions.KERNEL32.WideCharToMultiByte(
                page, WC_NO_BEST_FIT_CHARS, characters, characters.length, null, 0, null, lost);
        if (bytes == 0) {
            throw new WindowsException("WideCharToMultiByte", Native.getLastError());
        }
        return lost.getValue() == 0;
    }
}
