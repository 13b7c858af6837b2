package io.fastervox.desktop.windows;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Guid.GUID;
import com.sun.jna.platform.win32.KnownFolders;
import com.sun.jna.platform.win32.Ole32;
import com.sun.jna.platform.win32.Shell32;
import com.sun.jna.platform.win32.WinNT.HRESULT;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;

/** The folders that Windows keeps track of, wherever the user or a policy has moved them. */
final class KnownFolder {
    /** A moved folder whose drive is missing has a path as well; what it is worth is another question. */
    private static final int KF_FLAG_DONT_VERIFY = 0x4000;

    private KnownFolder() {}

    /** This user's data on this machine. */
    static Path localAppData() throws WindowsException {
        return path(KnownFolders.FOLDERID_LocalAppData);
    }

    /** What this user writes. */
    static Path documents() throws WindowsException {
        return path(KnownFolders.FOLDERID_Documents);
    }

    /** Programs of all users, which only administrators can change. */
    static Path programFiles() throws WindowsException {
        return path(KnownFolders.FOLDERID_ProgramFiles);
    }

    /**
     * Invokes {@code SHGetKnownFolderPath}. Windows Vista.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/shlobj_core/nf-shlobj_core-shgetknownfolderpath">
     *     SHGetKnownFolderPath</a>
     */
    private static Path path(GUID id) throws WindowsException {
        PointerByReference text = new PointerByReference();
        HRESULT result = Shell32.INSTANCE.SHGetKnownFolderPath(id, KF_FLAG_DONT_VERIFY, null, text);
        if (result.intValue() != 0) {
            throw new WindowsException("SHGetKnownFolderPath", result.intValue());
        }
        Pointer memory = text.getValue();
        try {
            return Path.of(memory.getWideString(0));
        } finally {
            Ole32.INSTANCE.CoTaskMemFree(memory);
        }
    }
}
