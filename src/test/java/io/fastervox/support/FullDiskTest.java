package io.fastervox.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FullDiskTest {
    private static final long PLENTY = 1L << 40;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            No space left on device                              | true
            Disk quota exceeded                                  | true
            There is not enough space on the disk                | true
            磁盘空间不足。                                         | true
            磁盘已满。                                            | true
            OSError: [Errno 28] No space left on device: 'x'     | true
            OSError: [WinError 112] 磁盘空间不足。: 'C:\\x'         | true
            OSError: [WinError 39] El disco está lleno           | true
            PermissionError: [WinError 5] 拒绝访问。               | false
            OSError: [WinError 1128] x                           | false
            拒绝访问。                                             | false
            null                                                 | false
            """)
    void theWordsOfASystemTell(String said, boolean full) {
        assertEquals(full, FullDisk.isReason(said, folder, any -> PLENTY));
    }

    @ParameterizedTest
    @CsvSource({"0, true", "1048575, true", "1048576, false"})
    void inAnyOtherLanguageTheFreeSpaceTells(long usable, boolean full) {
        assertEquals(full, FullDisk.isReason("Espacio insuficiente en el disco.", folder, any -> usable));
    }

    @Test
    void theSpaceIsAskedAtTheNearestFolderThatExists() {
        Path missing = folder.resolve("not/there");

        assertTrue(FullDisk.isReason("?", missing, asked -> asked.equals(folder) ? 0 : PLENTY));
    }

    @Test
    void aSystemThatDoesNotAnswerIsNotFull() {
        assertEquals(Long.MAX_VALUE, FreeSpace.of(folder.resolve("not/there")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aRealFullDeviceIsRecognised() {
        Path full = Path.of("/dev/full");

        IOException failure =
                assertThrows(IOException.class, () -> Files.write(full, new byte[1], StandardOpenOption.WRITE));

        assertTrue(FullDisk.isReason(failure, folder), failure.toString());
    }

    @Test
    void theFileThatAFailureNamesIsThePlace() {
        assertEquals(Path.of("a"), FullDisk.place(new AccessDeniedException("a"), folder));
        assertEquals(folder, FullDisk.place(new FileSystemException(null), folder));
        assertEquals(folder, FullDisk.place(new IOException("b"), folder));
    }
}
