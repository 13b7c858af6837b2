package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.desktop.PathFacts;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
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
@DisplayName("R3: the spare folder with an ASCII name")
class OwnFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path temporary;

    @Test
    void itIsMadeOnceAndBelongsToTheUser() throws IOException {
        Path folder = OwnFolder.create(temporary, "Faster-Vox");
        Files.writeString(folder.resolve("file"), "kept");

        assertEquals(folder, OwnFolder.create(temporary, "Faster-Vox"));
        assertEquals("kept", Files.readString(folder.resolve("file")));
        assertEquals(CurrentUser.sid(), OwnFolder.owner(folder));
        assertTrue(folder.getFileName().toString().matches("Faster-Vox-[0-9a-f]{8}"), folder.toString());
        assertTrue(PathFacts.isAscii(folder.getFileName()));
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        Path folder = OwnFolder.create(temporary, "Faster-Vox");
        Files.delete(folder);
        Files.createFile(folder);

        assertThrows(AccessDeniedException.class, () -> OwnFolder.create(temporary, "Faster-Vox"));
    }

    @Test
    void aMissingParentIsAnErrorOfTheFunction() {
        WindowsException e = assertThrows(
                WindowsException.class, () -> OwnFolder.create(temporary.resolve("missing"), "Faster-Vox"));

        assertEquals("CreateDirectoryW failed with 3", e.getMessage());
    }
}
