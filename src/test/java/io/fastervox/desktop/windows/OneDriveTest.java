package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinReg;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@Tag("names")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R3: folders that OneDrive synchronises")
class OneDriveTest {
    private static final String ACCOUNT = "Software\\Microsoft\\OneDrive\\Accounts\\FasterVoxTest";
    private static final Path FOLDER = Path.of("C:\\Users\\me\\OneDrive - 公司");

    @BeforeEach
    void addAnAccount() {
        Advapi32Util.registryCreateKey(WinReg.HKEY_CURRENT_USER, ACCOUNT);
    }

    @AfterEach
    void removeIt() {
        Advapi32Util.registryDeleteKey(WinReg.HKEY_CURRENT_USER, ACCOUNT);
    }

    @Test
    void anAccountNamesItsFolderInTheRegistry() throws IOException {
        userFolder(FOLDER.toString());

        assertEquals(Optional.of(FOLDER), new OneDrive(Map.of()).above(FOLDER.resolve("Documents\\x")));
    }

    @Test
    void theCaseOfTheLettersDoesNotMatter() throws IOException {
        userFolder(FOLDER.toString());

        assertEquals(Optional.of(FOLDER), new OneDrive(Map.of()).above(Path.of("c:\\users\\ME\\onedrive - 公司\\x")));
    }

    @Test
    void aFolderWithALongerNameIsAnother() throws IOException {
        userFolder(FOLDER.toString());

        assertEquals(Optional.empty(), new OneDrive(Map.of()).above(Path.of(FOLDER + " 2")));
    }

    @Test
    void anAccountThatIsNotSetUpYetNamesNone() throws IOException {
        assertEquals(Optional.empty(), new OneDrive(Map.of()).above(FOLDER));
    }

    @Test
    void aValueThatIsNoPathNamesNone() throws IOException {
        userFolder("C:\\<not|a path>");

        assertEquals(Optional.empty(), new OneDrive(Map.of()).above(FOLDER));
    }

    private static void userFolder(String path) {
        Advapi32Util.registrySetStringValue(WinReg.HKEY_CURRENT_USER, ACCOUNT, "UserFolder", path);
    }
}
