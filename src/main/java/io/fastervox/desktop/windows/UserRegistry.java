package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEY;
import java.util.Optional;

/** What the program reads and writes in the registry of its user, below a key. */
final class UserRegistry {
    private final String root;

    /** @param root a key of {@code HKEY_CURRENT_USER} */
    UserRegistry(String root) {
        this.root = root;
    }

    private static final HKEY USER = WinReg.HKEY_CURRENT_USER;

    /** A text; {@code name} is empty for the default value of the key. */
    Optional<String> text(String key, String name) throws WindowsException {
        try {
            return exists(key, name)
                    ? Optional.of(Advapi32Util.registryGetStringValue(USER, path(key), name))
                    : Optional.empty();
        } catch (Win32Exception e) {
            throw new WindowsException("RegQueryValueEx", e.getErrorCode());
        } catch (RuntimeException e) { // "Unexpected registry type": other than it should be
            return Optional.empty();
        }
    }

    Optional<byte[]> bytes(String key, String name) throws WindowsException {
        try {
            return exists(key, name)
                    ? Optional.of(Advapi32Util.registryGetBinaryValue(USER, path(key), name))
                    : Optional.empty();
        } catch (Win32Exception e) {
            throw new WindowsException("RegQueryValueEx", e.getErrorCode());
        } catch (RuntimeException e) { // "Unexpected registry type": other than it should be
            return Optional.empty();
        }
    }

    void write(String key, String name, String text) throws WindowsException {
        try {
            Advapi32Util.registryCreateKey(USER, path(key));
            Advapi32Util.registrySetStringValue(USER, path(key), name, text);
        } catch (Win32Exception e) {
            throw new WindowsException("RegSetValueEx", e.getErrorCode());
        }
    }

    void remove(String key, String name) throws WindowsException {
        try {
            if (exists(key, name)) {
                Advapi32Util.registryDeleteValue(USER, path(key), name);
            }
        } catch (Win32Exception e) {
            throw new WindowsException("RegDeleteValue", e.getErrorCode());
        }
    }

    /** Takes a key away that holds nothing more, and those above it. */
    void prune(String key) throws WindowsException {
        try {
            String empty = key;
            while (!empty.isEmpty() && isEmpty(path(empty))) {
                Advapi32Util.registryDeleteKey(USER, path(empty));
                empty = empty.substring(0, Math.max(0, empty.lastIndexOf('\\')));
            }
        } catch (Win32Exception e) {
            throw new WindowsException("RegDeleteKey", e.getErrorCode());
        }
    }

    private boolean exists(String key, String name) {
        return Advapi32Util.registryKeyExists(USER, path(key))
                && Advapi32Util.registryValueExists(USER, path(key), name);
    }

    private static boolean isEmpty(String path) {
        return Advapi32Util.registryKeyExists(USER, path)
                && Advapi32Util.registryGetKeys(USER, path).length == 0
                && Advapi32Util.registryGetValues(USER, path).isEmpty();
    }

    private String path(String key) {
        return key.isEmpty() ? root : root + "\\" + key;
    }
}
