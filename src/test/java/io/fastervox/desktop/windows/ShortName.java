package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Kernel32;
import java.nio.file.Path;

/** The 8.3 name of a file, for tests. */
final class ShortName {
    /** Before a path of any length for Win32's functions. */
    static final String EXTENDED = "\\\\?\\";

    private static final int LONGEST = 32_768;

    private ShortName() {}

    /** @param path absolute; it exists */
    static Path of(Path path) {
        char[] name = new char[LONGEST];
        int length = Kernel32.INSTANCE.GetShortPathName(EXTENDED + path, name, name.length);
        if (length == 0) {
            throw new AssertionError("GetShortPathName: " + Native.getLastError());
        }
        return Path.of(new String(name, EXTENDED.length(), length - EXTENDED.length()));
    }
}
