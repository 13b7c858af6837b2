package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.Wincon;
import com.sun.jna.ptr.IntByReference;

/**
 * The console that this process writes to, if it writes to one: switched to UTF-8, whatever the user's code page is, and to
 * terminal sequences. A pipe and a file are no consoles and stay as they are.
 */
public final class WindowsConsole implements AutoCloseable {
    private static final int UTF_8 = 65001;

    private final boolean out;
    private final boolean err;
    private final int codePage;

    private WindowsConsole(boolean out, boolean err, int codePage) {
        this.out = out;
        this.err = err;
        this.codePage = codePage;
    }

    /**
     * Invokes {@code SetConsoleOutputCP} and, for each output, {@code SetConsoleMode} with {@code
     * ENABLE_VIRTUAL_TERMINAL_PROCESSING}. Windows 10 1511.
     *
     * @see <a href="https://learn.microsoft.com/windows/console/setconsolemode">SetConsoleMode</a>
     */
    public static WindowsConsole prepare() {
        int codePage = Kernel32.INSTANCE.GetConsoleOutputCP(); // 0 without a console
        if (codePage != 0) {
            Kernel32.INSTANCE.SetConsoleOutputCP(UTF_8);
        }
        return new WindowsConsole(isTerminal(Wincon.STD_OUTPUT_HANDLE), isTerminal(Wincon.STD_ERROR_HANDLE), codePage);
    }

    private static boolean isTerminal(int output) {
        HANDLE handle = Kernel32.INSTANCE.GetStdHandle(output);
        IntByReference mode = new IntByReference();
        return Kernel32.INSTANCE.GetConsoleMode(handle, mode)
                && Kernel32.INSTANCE.SetConsoleMode(
                        handle, mode.getValue() | Wincon.ENABLE_VIRTUAL_TERMINAL_PROCESSING);
    }

    /** Whether standard output is a console that understands terminal sequences. */
    public boolean out() {
        return out;
    }

    /** The same of standard error. */
    public boolean err() {
        return err;
    }

    /** Gives the console its code page back: it outlives this process. */
    @Override
    public void close() {
        if (codePage != 0) {
            Kernel32.INSTANCE.SetConsoleOutputCP(codePage);
        }
    }
}
