package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.Shell32;
import com.sun.jna.ptr.IntByReference;
import java.util.List;

/** The command line of this process as Windows keeps it: UTF-16, whatever the code page. */
public final class WindowsCommandLine {
    private WindowsCommandLine() {}

    /**
     * Its words, the program's own name first. Invokes {@code GetCommandLineW} and {@code CommandLineToArgvW}. Windows
     * 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-commandlinetoargvw">
     *     CommandLineToArgvW</a>
     */
    public static List<String> words() throws WindowsException {
        IntByReference count = new IntByReference();
        Pointer words = Shell32.INSTANCE.CommandLineToArgvW(CommandLineFunctions.KERNEL32.GetCommandLineW(), count);
        if (words == null) {
            throw new WindowsException("CommandLineToArgvW", Native.getLastError());
        }
        try {
            return List.of(words.getWideStringArray(0, count.getValue()));
        } finally {
            Kernel32.INSTANCE.LocalFree(words);
        }
    }
}
