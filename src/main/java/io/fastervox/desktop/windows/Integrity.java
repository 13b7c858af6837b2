package io.fastervox.desktop.windows;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import com.sun.jna.platform.win32.WinNT.HANDLEByReference;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.win32.StdCallLibrary;
import java.util.OptionalInt;

/**
 * How much a process is trusted: 0x2000 for programs of a person, 0x3000 for those started as administrator. It decides whose
 * windows take keys from whom.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/secauthz/mandatory-integrity-control">Mandatory integrity
 *     control</a>
 */
final class Integrity {
    private static final int TOKEN_INTEGRITY_LEVEL = 25;
    private static final int LABEL_BYTES = 128;

    private Integrity() {}

    /** Empty when this process may not know, or when there is no such process. */
    static OptionalInt of(int process) {
        HANDLE handle = Kernel32.INSTANCE.OpenProcess(WinNT.PROCESS_QUERY_LIMITED_INFORMATION, false, process);
        if (handle == null) {
            return OptionalInt.empty();
        }
        HANDLEByReference token = new HANDLEByReference();
        try {
            if (!Advapi32.INSTANCE.OpenProcessToken(handle, WinNT.TOKEN_QUERY, token)) {
                return OptionalInt.empty();
            }
            try {
                return level(token.getValue());
            } finally {
                Kernel32.INSTANCE.CloseHandle(token.getValue());
            }
        } finally {
            Kernel32.INSTANCE.CloseHandle(handle);
        }
    }

    private static OptionalInt level(HANDLE token) {
        try (Memory label = new Memory(LABEL_BYTES)) {
            if (!Functions.ADVAPI32.GetTokenInformation(
                    token, TOKEN_INTEGRITY_LEVEL, label, LABEL_BYTES, new IntByReference())) {
                return OptionalInt.empty();
            }
            // The label is a security identifier whose last part is the level.
            Pointer sid = label.getPointer(0);
            int parts = Byte.toUnsignedInt(sid.getByte(1));
            return OptionalInt.of(sid.getInt(8 + 4L * (parts - 1)));
        }
    }

    /** What jna-platform knows only for other kinds of information. */
    private interface Functions extends StdCallLibrary {
        Functions ADVAPI32 = Native.load("advapi32", Functions.class);

        /**
         * {@code GetTokenInformation}. Windows XP; the integrity level Windows Vista.
         *
         * @see <a
         *     href="https://learn.microsoft.com/windows/win32/api/securitybaseapi/nf-securitybaseapi-gettokeninformation">
         *     GetTokenInformation</a>
         */
        boolean GetTokenInformation(HANDLE token, int kind, Pointer information, int bytes, IntByReference needed);
    }
}
