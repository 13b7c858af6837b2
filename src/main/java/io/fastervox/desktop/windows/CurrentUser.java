package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.ptr.IntByReference;

/** Who this process runs as. */
final class CurrentUser {
    private static final int LONGEST_TOKEN_USER = 256;

    private CurrentUser() {}

    /**
     * The security identifier, for example {@code S-1-5-21-…-1001}. Invokes {@code OpenProcessToken} and {@code
     * GetTokenInformation}. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/securitybaseapi/nf-securitybaseapi-gettokeninformation">
     *     GetTokenInformation</a>
     */
    static String sid() throws WindowsException {
        return sidOf(Kernel32.INSTANCE.GetCurrentProcess());
    }

    /** Likewise of another process. */
    static String sidOf(int process) throws WindowsException {
        HANDLE handle = Kernel32.INSTANCE.OpenProcess(WinNT.PROCESS_QUERY_LIMITED_INFORMATION, false, process);
        if (handle == null) {
            throw new WindowsException("OpenProcess", Native.getLastError());
        }
        try {
            return sidOf(handle);
        } finally {
            Kernel32.INSTANCE.CloseHandle(handle);
        }
    }

    private static String sidOf(HANDLE process) throws WindowsException {
        HANDLEByReference token = new HANDLEByReference();
        if (!Advapi32.INSTANCE.OpenProcessToken(process, WinNT.TOKEN_QUERY, token)) {
            throw new WindowsException("OpenProcessToken", Native.getLastError());
        }
        try {
            WinNT.TOKEN_USER user = new WinNT.TOKEN_USER(LONGEST_TOKEN_USER);
            if (!Advapi32.INSTANCE.GetTokenInformation(
                    token.getValue(),
                    WinNT.TOKEN_INFORMATION_CLASS.TokenUser,
                    user,
                    LONGEST_TOKEN_USER,
                    new IntByReference())) {
                throw new WindowsException("GetTokenInformation", Native.getLastError());
            }
            return Advapi32Util.convertSidToStringSid(user.User.Sid);
        } finally {
            Kernel32.INSTANCE.CloseHandle(token.getValue());
        }
    }
}
