package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("windows")
@Tag("names")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R3: known folders")
class KnownFolderTest {
    private static final String KEY = "Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\User Shell Folders";
    private static final String VALUE = "Local AppData";

    @Test
    void aMovedFolderIsFoundWhereItIsNow(@TempDir Path temporary) throws IOException {
        String before = Advapi32Util.registryGetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE);
        Path moved = Files.createDirectories(temporary.resolve("数据 moved"));
        Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE, moved.toString());
        try {
            assertEquals(moved, KnownFolder.localAppData());
            assertEquals(moved.resolve("Faster-Vox"), new WindowsFolders(Map.of()).data());
        } finally {
            Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE, before);
        }
    }

    @Test
    void aFolderThatWasMovedToAMissingDriveStillHasAPath() throws IOException {
        String before = Advapi32Util.registryGetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE);
        Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE, "B:\\Local");
        try {
            assertEquals(Path.of("B:\\Local"), KnownFolder.localAppData());
        } finally {
            Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, KEY, VALUE, before);
        }
    }
}
