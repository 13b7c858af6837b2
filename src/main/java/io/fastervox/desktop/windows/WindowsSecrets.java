package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.Crypt32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinCrypt;
import io.fastervox.desktop.Secrets;

/**
 * The data protection of Windows (DPAPI), with a key that follows from the person's password. Whoever runs programs as this
 * person can open what is sealed; a stolen disk, a copy of the files and other people of the computer cannot. Windows 2000.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/api/dpapi/nf-dpapi-cryptprotectdata">CryptProtectData</a>
 */
public final class WindowsSecrets implements Secrets {
    private static final int FLAGS = WinCrypt.CRYPTPROTECT_UI_FORBIDDEN;

    @Override
    public byte[] seal(byte[] open) throws WindowsException {
        try {
            return Crypt32Util.cryptProtectData(open, FLAGS);
        } catch (Win32Exception e) {
            throw new WindowsException("CryptProtectData", e.getErrorCode());
        }
    }

    @Override
    public byte[] open(byte[] sealed) throws WindowsException {
        try {
            return Crypt32Util.cryptUnprotectData(sealed, FLAGS);
        } catch (Win32Exception e) {
            throw new WindowsException("CryptUnprotectData", e.getErrorCode());
        }
    }
}
