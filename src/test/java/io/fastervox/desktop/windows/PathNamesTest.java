package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinBase;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinNT.HANDLE;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Tag("windows")
@Tag("names")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R3: 8.3 names and long paths")
class PathNamesTest {
    private static final int MAX_PATH = 260;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path temporary;

    @Test
    void shortAndLongNamesLeadToEachOther() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("张 三").resolve("a long name.of a folder"));

        Path shortName = ShortName.of(folder);

        assertTrue(shortName.getFileName().toString().length() <= "12345678.123".length(), shortName.toString());
        assertEquals(folder, shortName.toRealPath(LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void pathsBeyondTheOldLimitAreWrittenReadNamedAndDeleted() throws IOException {
        Path folder = Files.createDirectories(longerThanTheLimit());
        Path file = Files.writeString(folder.resolve("文.txt"), "text");

        assertEquals("text", Files.readString(file));
        assertEquals(file, ShortName.of(file).toRealPath(LinkOption.NOFOLLOW_LINKS));
        Files.delete(file);
        assertFalse(Files.exists(file));
    }

    @Test
    void win32FunctionsTakeALongPathWithThePrefix() throws IOException {
        Path file =
                Files.writeString(Files.createDirectories(longerThanTheLimit()).resolve("文.txt"), "text");

        HANDLE opened = Kernel32.INSTANCE.CreateFile(
                ShortName.EXTENDED + file,
                WinNT.GENERIC_READ,
                WinNT.FILE_SHARE_READ,
                null,
                WinNT.OPEN_EXISTING,
                0,
                null);

        assertFalse(WinBase.INVALID_HANDLE_VALUE.equals(opened));
        assertTrue(Kernel32.INSTANCE.CloseHandle(opened));
        assertTrue(Kernel32.INSTANCE.DeleteFile(ShortName.EXTENDED + file));
        assertFalse(Files.exists(file));
    }

    private Path longerThanTheLimit() {
        Path folder = temporary;
        while (folder.toString().length() <= MAX_PATH) {
            folder = folder.resolve("a name of forty characters and nothing");
        }
        return folder;
    }
}
