package io.fastervox.desktop.windows;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.WString;
import com.sun.jna.platform.win32.AccCtrl;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase.SECURITY_ATTRIBUTES;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.PSID;
import com.sun.jna.ptr.PointerByReference;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder of this user alone in a place where every user may make folders.
 *
 * <p>There, others could read what lies in it and add files to it (a DLL, for instance), or have made it before us. So it
 * is born with its own access list, which inherits nothing, and one that exists is used only when this user owns it.
 */
final class OwnFolder {
    private static final int DIGITS = 8;

    private OwnFolder() {}

    /** Makes {@code parent\name-1a2b3c4d}, the digits being of the user's identifier, or finds it made. */
    static Path create(Path parent, String name) throws IOException {
        String sid = CurrentUser.sid();
        String digits = Sha256.of(sid.getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
        Path folder = parent.resolve(name + "-" + digits);
        if (!make(folder, "O:" + sid + "D:P(A;OICI;FA;;;" + sid + ")(A;OICI;FA;;;SY)")) {
            requireOwn(folder, sid);
        }
        return folder;
    }

    /**
     * Invokes {@code CreateDirectoryW} with a security descriptor. Windows XP.
     *
     * @return false when there is something of that name
     * @see <a href="https://learn.microsoft.com/windows/win32/api/fileapi/nf-fileapi-createdirectoryw">CreateDirectoryW</a>
     */
    private static boolean make(Path folder, String descriptorText) throws WindowsException {
        PointerByReference descriptor = new PointerByReference();
        if (!SecurityFunctions.ADVAPI32.ConvertStringSecurityDescriptorToSecurityDescriptorW(
                new WString(descriptorText), SecurityFunctions.SDDL_REVISION_1, descriptor, null)) {
            throw new WindowsException("ConvertStringSecurityDescriptorToSecurityDescriptorW", Native.getLastError());
        }
        try {
            SECURITY_ATTRIBUTES attributes = new SECURITY_ATTRIBUTES();
            attributes.lpSecurityDescriptor = descriptor.getValue();
            if (Kernel32.INSTANCE.CreateDirectory(ExtendedPath.of(folder), attributes)) {
                return true;
            }
            int code = Native.getLastError();
            if (code != WinError.ERROR_ALREADY_EXISTS) {
                throw new WindowsException("CreateDirectoryW", code);
            }
            return false;
        } finally {
            Kernel32.INSTANCE.LocalFree(descriptor.getValue());
        }
    }

    private static void requireOwn(Path folder, String sid) throws IOException {
        // A link could be turned elsewhere later, whoever owns its present target.
        BasicFileAttributes kind = Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!kind.isDirectory() || kind.isOther()) {
            throw new AccessDeniedException(folder.toString(), null, "is no folder of its own");
        }
        if (!owner(folder).equals(sid)) {
            throw new AccessDeniedException(folder.toString(), null, "belongs to another user");
        }
    }

    /**
     * Invokes {@code GetNamedSecurityInfoW}. Windows XP.
     *
     * @see <a href="https://learn.microsoft.com/windows/win32/api/aclapi/nf-aclapi-getnamedsecurityinfow">
     *     GetNamedSecurityInfoW</a>
     */
    static String owner(Path folder) throws WindowsException {
        PointerByReference owner = new PointerByReference();
        PointerByReference descriptor = new PointerByReference();
        int code = Advapi32.INSTANCE.GetNamedSecurityInfo(
                folder.toString(),
                AccCtrl.SE_OBJECT_TYPE.SE_FILE_OBJECT,
                WinNT.OWNER_SECURITY_INFORMATION,
                owner,
                null,
                null,
                null,
                descriptor);
        if (code != WinError.ERROR_SUCCESS) {
            throw new WindowsException("GetNamedSecurityInfoW", code);
        }
        Pointer memory = descriptor.getValue();
        try {
            return Advapi32Util.convertSidToStringSid(new PSID(owner.getValue()));
        } finally {
            Kernel32.INSTANCE.LocalFree(memory);
        }
    }
}
