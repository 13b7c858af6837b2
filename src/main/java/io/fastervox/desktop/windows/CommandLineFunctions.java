package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.win32.StdCallLibrary;

/** What jna-platform lacks of kernel32. */
interface CommandLineFunctions extends StdCallLibrary {
    CommandLineFunctions KERNEL32 = Native.load("kernel32", CommandLineFunctions.class);

    /**
     * {@code GetCommandLineW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/processenv/nf-processenv-getcommandlinew">
     *     GetCommandLineW</a>
     */
    WString GetCommandLineW();
}
