package io.fastervox.desktop.windows;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Win32Exception;
import com.sun.jna.platform.win32.WinReg;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The folders that OneDrive keeps in step with its servers: one per account, told by OneDrive itself in environment
 * variables and in the registry (the variables name one private and one business account at most).
 *
 * @see <a href="https://learn.microsoft.com/sharepoint/troubleshoot/sync/onedrive-env-variables">OneDrive's variables</a>
 */
final class OneDrive {
    private static final String ACCOUNTS = "Software\\Microsoft\\OneDrive\\Accounts";
    private static final String FOLDER = "UserFolder";

    private final Map<String, String> environment;

    OneDrive(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** The synchronised folder that a folder is in or is. */
    Optional<Path> above(Path folder) throws WindowsException {
        return folders().stream().filter(folder::startsWith).findFirst();
    }

    private List<Path> folders() throws WindowsException {
        Stream<String> variables = Stream.of("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
                .map(environment::get)
                .filter(Objects::nonNull);
        return Stream.concat(variables, accounts().stream())
                .flatMap(OneDrive::absolute)
                .toList();
    }

    /** Reads through {@code RegOpenKeyExW}, {@code RegEnumKeyExW} and {@code RegQueryValueExW}. Windows 2000. */
    private static List<String> accounts() throws WindowsException {
        List<String> folders = new ArrayList<>();
        try {
            if (Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, ACCOUNTS)) {
                for (String account : Advapi32Util.registryGetKeys(WinReg.HKEY_CURRENT_USER, ACCOUNTS)) {
                    String key = ACCOUNTS + "\\" + account;
                    if (Advapi32Util.registryValueExists(WinReg.HKEY_CURRENT_USER, key, FOLDER)) {
                        folders.add(Advapi32Util.registryGetStringValue(WinReg.HKEY_CURRENT_USER, key, FOLDER));
                    }
                }
            }
        } catch (Win32Exception e) {
            throw new WindowsException("reading HKEY_CURRENT_USER\\" + ACCOUNTS, e.getErrorCode());
        }
        return folders;
    }

    /** Anyone can write there: a value that is no path names no folder. */
    private static Stream<Path> absolute(String text) {
        try {
            return Stream.of(Path.of(text)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Stream.empty();
        }
    }
}
