package io.fastervox.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link Folders} keeps to. */
public abstract class FoldersContract {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    protected Path temporary;

    protected abstract Folders folders() throws IOException;

    /** Where no file can be made. */
    protected abstract Path unwritable();

    @Test
    void theDataFolderIsAbsolute() throws IOException {
        assertTrue(folders().data().isAbsolute());
    }

    @Test
    void theDocumentsLieOutsideOfTheDataFolder() throws IOException {
        Path documents = folders().documents();

        assertTrue(documents.isAbsolute() && !documents.startsWith(folders().data()), documents.toString());
    }

    @Test
    void aFolderThatIsNotThereYetIsJudgedByTheOneAboveIt() throws IOException {
        Path folder = temporary.resolve("not").resolve("there");

        PathFacts facts = folders().facts(folder);

        PathFacts expected = new PathFacts(
                folder,
                temporary.toRealPath().resolve("not").resolve("there"),
                false,
                Optional.empty(),
                true,
                facts.freeBytes());
        assertEquals(expected, facts);
        assertTrue(facts.freeBytes() > 0);
    }

    @Test
    void lookingLeavesNothingBehind() throws IOException {
        folders().facts(temporary.resolve("x"));

        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsSeen() throws IOException {
        assertFalse(folders().facts(unwritable()).writable());
    }
}
