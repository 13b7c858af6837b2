package io.fastervox.desktop.windows;

import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.Shell32;
import com.sun.jna.platform.win32.ShellAPI;
import com.sun.jna.platform.win32.WinUser;
import io.fastervox.desktop.Shell;
import java.net.URI;
import java.nio.file.Path;

/** Explorer. */
public final class WindowsShell implements Shell {
    /** {@code SEE_MASK_NOASYNC}: what is opened has been started when the call returns. */
    private static final int NOT_LATER = 0x100;
    /** {@code SEE_MASK_FLAG_NO_UI}: no box that somebody has to close. */
    private static final int NO_BOX = 0x400;

    @Override
    public boolean open(Path path) {
        return execute(path.toString());
    }

    @Override
    public boolean open(URI address) {
        return execute(address.toString());
    }

    /**
     * Outside of our job, or the end of this program would end the person's editor.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/shellapi/nf-shellapi-shellexecuteexw">ShellExecuteExW</a>
     */
    private static boolean execute(String what) {
        ShellAPI.SHELLEXECUTEINFO opened = new ShellAPI.SHELLEXECUTEINFO();
        opened.fMask = NOT_LATER | NO_BOX;
        opened.lpVerb = "open";
        opened.lpFile = what;
        opened.nShow = WinUser.SW_SHOWNORMAL;
        return KillOnCloseJob.leaving(() -> Shell32.INSTANCE.ShellExecuteEx(opened));
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
