package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.ptr.IntByReference;
import java.nio.file.Path;
import java.util.Optional;

/** What stands behind a drive letter. */
final class Drives {
    /** A letter may stand for a folder on another such letter, and in theory in a ring. */
    private static final int DEEPEST = 26;

    private static final int LONGEST = 32_768;

    private Drives() {}

    /** @param network whether {@code target} lies on another machine */
    record Resolved(Path target, boolean network) {}

    /** @param path absolute; need not exist */
    static Resolved resolve(Path path) throws WindowsException {
        Path target = path;
        for (int depth = 0; depth < DEEPEST && !isUnc(target); depth++) {
            String root = target.getRoot().toString();
            String letter = root.substring(0, 2);
            boolean remote = isRemote(root);
            Optional<Path> behind = remote ? connection(letter) : substitution(letter);
            if (behind.isEmpty()) {
                return new Resolved(target, remote);
            }
            target = behind.get().resolve(target.getRoot().relativize(target));
        }
        return new Resolved(target, isUnc(target));
    }

    static boolean isUnc(Path path) {
        return path.getRoot().toString().startsWith("\\\\");
    }

    /**
     * Invokes {@code GetDriveTypeW}. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-getdrivetypew">GetDriveTypeW</a>
     */
    private static boolean isRemote(String root) {
        return Kernel32.INSTANCE.GetDriveType(root) == WinBase.DRIVE_REMOTE;
    }

    /**
     * Invokes {@code QueryDosDeviceW}. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-querydosdevicew">QueryDosDeviceW</a>
     */
    private static Optional<Path> substitution(String letter) throws WindowsException {
        char[] buffer = new char[LONGEST];
        if (Kernel32.INSTANCE.QueryDosDevice(letter, buffer, buffer.length) == 0) {
            int code = Native.getLastError();
            if (code == WinError.ERROR_FILE_NOT_FOUND) {
                return Optional.empty(); // no such drive: whoever writes there will find out
            }
            throw new WindowsException("QueryDosDeviceW", code);
        }
        return DosDevice.substituted(Native.toString(buffer)).map(Path::of);
    }

    /**
     * Invokes {@code WNetGetConnectionW}; empty for a drive whose connection Windows does not remember. Windows 2000.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/winnetwk/nf-winnetwk-wnetgetconnectionw">
     *     WNetGetConnectionW</a>
     */
    private static Optional<Path> connection(String letter) {
        char[] buffer = new char[LONGEST];
        int result =
                NetworkFunctions.MPR.WNetGetConnectionW(new WString(letter), buffer, new IntByReference(buffer.length));
        return result == WinError.ERROR_SUCCESS ? Optional.of(Path.of(Native.toString(buffer))) : Optional.empty();
    }
}
