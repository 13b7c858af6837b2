package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import org.jspecify.annotations.Nullable;

/** What jna-platform lacks of kernel32. */
interface PathFunctions extends StdCallLibrary {
    PathFunctions KERNEL32 = Native.load("kernel32", PathFunctions.class);

    /**
     * {@code GetShortPathNameW}. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getshortpathnamew">
     *     GetShortPathNameW</a>
     */
    int GetShortPathNameW(WString path, char[] buffer, int length);

    /**
     * {@code WideCharToMultiByte}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/stringapiset/nf-stringapiset-widechartomultibyte">
     *     WideCharToMultiByte</a>
     */
    int WideCharToMultiByte(
            int codePage,
            int flags,
            char[] text,
            int length,
            byte @Nullable [] buffer,
            int bytes,
            @Nullable Pointer defaultChar,
            IntByReference usedDefaultChar);

    /**
     * {@code GetCommandLineW}. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/processenv/nf-processenv-getcommandlinew">
     *     GetCommandLineW</a>
     */
    WString GetCommandLineW();
}
