package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.ptr.IntByReference;

/** The code page of programs that do not speak Unicode. */
final class AnsiCodePage {
    private static final int UTF_8 = 65001;
    /** "ā" is not to become "a": that would be the name of another folder. */
    private static final int WC_NO_BEST_FIT_CHARS = 0x400;

    private AnsiCodePage() {}

    /** Its number, for example 936 or 1252. */
    static int number() {
        return PathFunctions.KERNEL32.GetACP();
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
