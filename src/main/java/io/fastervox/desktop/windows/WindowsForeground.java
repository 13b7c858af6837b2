package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.ptr.IntByReference;
import io.fastervox.desktop.Foreground;
import io.fastervox.desktop.Target;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The window in front, by {@code GetForegroundWindow}. */
public final class WindowsForeground implements Foreground {
    private static final int LONGEST_CLASS = 257;
    private static final int LONGEST_PATH = 32_768;

    @Override
    public Optional<Target> current() {
        long window = WindowFunctions.USER32.GetForegroundWindow();
        return window == 0 ? Optional.empty() : Optional.of(describe(window));
    }

    private static Target describe(long window) {
        IntByReference process = new IntByReference();
        WindowFunctions.USER32.GetWindowThreadProcessId(window, process);
        char[] name = new char[LONGEST_CLASS];
        int length = WindowFunctions.USER32.GetClassNameW(window, name, name.length);
        return new Target(
                window,
                Integer.toUnsignedLong(process.getValue()),
                new String(name, 0, length),
                program(process.getValue()),
                reach(process.getValue()));
    }

    /**
     * The file name of a process' program. Invokes {@code QueryFullProcessImageNameW}. Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-queryfullprocessimagenamew">
     *     QueryFullProcessImageNameW</a>
     */
    private static String program(int process) {
        HANDLE handle = Kernel32.INSTANCE.OpenProcess(WinNT.PROCESS_QUERY_LIMITED_INFORMATION, false, process);
        if (handle == null) {
            return "";
        }
        try {
            char[] path = new char[LONGEST_PATH];
            IntByReference size = new IntByReference(path.length);
            if (!Kernel32.INSTANCE.QueryFullProcessImageName(handle, 0, path, size)) {
                return "";
            }
            String full = new String(path, 0, size.getValue());
            return full.substring(full.lastIndexOf('\\') + 1).toLowerCase(Locale.ROOT);
        } finally {
            Kernel32.INSTANCE.CloseHandle(handle);
        }
    }

    /** Keys reach windows of the same integrity or a lower one; Windows drops others without a word. */
    private static Target.Reach reach(int process) {
        OptionalInt own = Integrity.of(Kernel32.INSTANCE.GetCurrentProcessId());
        OptionalInt other = Integrity.of(process);
        if (own.isEmpty() || other.isEmpty()) {
            return Target.Reach.UNKNOWN;
        }
        return other.getAsInt() > own.getAsInt() ? Target.Reach.ELEVATED : Target.Reach.REACHED;
    }
}
