package io.fastervox.desktop.windows;

import com.sun.jna.Pointer;
import com.sun.jna.platform.win32.Advapi32;
import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinError;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import com.sun.jna.platform.win32.WinReg.HKEY;
import com.sun.jna.platform.win32.WinReg.HKEYByReference;
import com.sun.jna.ptr.IntByReference;
import java.util.Optional;

/** What the program reads and writes in the registry of its user, below a key. */
final class UserRegistry implements Registry {
    private static final HKEY USER = WinReg.HKEY_CURRENT_USER;

    private final String root;

    /** @param root a key of {@code HKEY_CURRENT_USER} */
    UserRegistry(String root) {
        this.root = root;
    }

    Optional<String> text(String key, String name) throws WindowsException {
        return value(key, name).flatMap(Value::text);
    }

    void write(String key, String name, String text) throws WindowsException {
        write(key, name, Value.ofText(text));
    }

    @Override
    public Optional<Value> value(String key, String name) throws WindowsException {
        HKEYByReference opened = new HKEYByReference();
        int error = Advapi32.INSTANCE.RegOpenKeyEx(USER, path(key), 0, WinNT.KEY_READ, opened);
        if (isAbsent("RegOpenKeyEx", error)) {
            return Optional.empty();
        }
        try {
            return value(opened.getValue(), name);
        } finally {
            Advapi32.INSTANCE.RegCloseKey(opened.getValue());
        }
    }

    private static Optional<Value> value(HKEY key, String name) throws WindowsException {
        IntByReference type = new IntByReference();
        IntByReference length = new IntByReference();
        int error = Advapi32.INSTANCE.RegQueryValueEx(key, name, 0, type, (Pointer) null, length);
        if (isAbsent("RegQueryValueEx", error)) {
            return Optional.empty();
        }
        byte[] data = new byte[length.getValue()];
        error = data.length == 0 ? 0 : Advapi32.INSTANCE.RegQueryValueEx(key, name, 0, type, data, length);
        return isAbsent("RegQueryValueEx", error) ? Optional.empty() : Optional.of(Value.of(type.getValue(), data));
    }

    private static boolean isAbsent(String function, int error) throws WindowsException {
        check(function, error == WinError.ERROR_FILE_NOT_FOUND ? 0 : error);
        return error != 0;
    }

    private static void check(String function, int error) throws WindowsException {
        if (error != 0) {
            throw new WindowsException(function, error);
        }
    }

    @Override
    public void write(String key, String name, Value value) throws WindowsException {
        try {
            Advapi32Util.registryCreateKey(USER, path(key));
        } catch (Win32Exception e) {
            throw new WindowsException("RegCreateKeyEx", e.getErrorCode());
        }
        HKEYByReference opened = new HKEYByReference();
        check("RegOpenKeyEx", Advapi32.INSTANCE.RegOpenKeyEx(USER, path(key), 0, WinNT.KEY_SET_VALUE, opened));
        try {
            byte[] data = value.data();
            check(
                    "RegSetValueEx",
                    Advapi32.INSTANCE.RegSetValueEx(opened.getValue(), name, 0, value.type(), data, data.length));
        } finally {
            Advapi32.INSTANCE.RegCloseKey(opened.getValue());
        }
    }

    @Override
    public void remove(String key, String name) throws WindowsException {
        try {
            if (value(key, name).isPresent()) {
                Advapi32Util.registryDeleteValue(USER, path(key), name);
            }
        } catch (Win32Exception e) {
            throw new WindowsException("RegDeleteValue", e.getErrorCode());
        }
    }

    @Override
    public void prune(String key) throws WindowsException {
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

    private static boolean isEmpty(String path) {
        return Advapi32Util.registryKeyExists(USER, path)
                && Advapi32Util.registryGetKeys(USER, path).length == 0
                && Advapi32Util.registryGetValues(USER, path).isEmpty();
    }

    private String path(String key) {
        return key.isEmpty() ? root : root + "\\" + key;
    }
}
