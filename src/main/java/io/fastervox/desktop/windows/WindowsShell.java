package io.fastervox.desktop.windows;

import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.Shell32;
import com.sun.jna.platform.win32.WinUser;
import io.fastervox.desktop.Shell;
import java.net.URI;
import java.nio.file.Path;

/** Explorer. */
public final class WindowsShell implements Shell {
    /** {@code ShellExecute} gives a number above it when it has opened something. */
    private static final int LAST_ERROR = 32;

    @Override
    public boolean open(Path path) {
        return execute(path.toString());
    }

    @Override
    public boolean open(URI address) {
        return execute(address.toString());
    }

    /** @see <a href="https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shellexecutew">ShellExecuteW</a> */
    private static boolean execute(String what) {
        return Shell32.INSTANCE
                        .ShellExecute(null, "open", what, null, null, WinUser.SW_SHOWNORMAL)
                        .intValue()
                > LAST_ERROR;
    }

    @Override
    public boolean reveal(Path file) {
        int begun = Ole32.INSTANCE
                .CoInitializeEx(null, Ole32.COINIT_APARTMENTTHREADED)
                .intValue();
        Pointer list = ShellFunctions.SHELL32.ILCreateFromPathW(new WString(file.toString()));
        try {
            return list != null && ShellFunctions.SHELL32.SHOpenFolderAndSelectItems(list, 0, null, 0) == 0;
        } finally {
            if (list != null) {
                ShellFunctions.SHELL32.ILFree(list);
            }
            if (begun >= 0) {
                Ole32.INSTANCE.CoUninitialize();
            }
        }
    }
}
