package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.desktop.Folders;
import io.fastervox.desktop.PathFacts;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R3: the folder of an environment, chosen before the build")
class BuildFolderTest {
    private static final Path DATA = Path.of("/数据");

    @Test
    void theDataFolderServesUnderItsFullName() throws EnvironmentException {
        Path full = Path.of("/the full name");
        Folders folders = new Answer(new PathFacts(DATA, full, false, Optional.empty(), true, 1));

        assertEquals(full, new BuildFolder(folders, PlatformId.WINDOWS).choose(DATA));
    }

    @Test
    @Reaches(ErrorCode.DATA_FOLDER_SYNCHRONISED)
    void aRefusalCarriesTheFolderAndTheDetail() {
        Folders cloud = new Answer(new PathFacts(DATA, DATA, false, Optional.of(Path.of("/cloud")), true, 1));

        refused(ErrorCode.DATA_FOLDER_SYNCHRONISED, List.of(DATA, Path.of("/cloud")), cloud);
    }

    @Test
    @Reaches(ErrorCode.DATA_FOLDER_ON_NETWORK)
    void aFolderOnAnotherMachineIsRefused() {
        Folders elsewhere = new Answer(new PathFacts(DATA, DATA, true, Optional.empty(), true, 1));

        refused(ErrorCode.DATA_FOLDER_ON_NETWORK, List.of(DATA, DATA), elsewhere);
    }

    @Test
    void aSystemThatDoesNotAnswerIsAnError() {
        Folders silent = new Answer(new PathFacts(DATA, DATA, false, Optional.empty(), true, 1)) {
            @Override
            public PathFacts facts(Path folder) throws IOException {
                throw new IOException("no such drive");
            }
        };

        refused(ErrorCode.DATA_FOLDER_NOT_WRITABLE, List.of(DATA, "no such drive"), silent);
    }

    private static void refused(ErrorCode code, List<Object> arguments, Folders folders) {
        BuildFolder buildFolder = new BuildFolder(folders, PlatformId.WINDOWS);

        EnvironmentException e = assertThrows(EnvironmentException.class, () -> buildFolder.choose(DATA));

        assertEquals(code, e.code());
        assertEquals(arguments, e.arguments());
    }

    /** A system that says one thing of every folder. */
    private static class Answer implements Folders {
        private final PathFacts facts;

        Answer(PathFacts facts) {
            this.facts = facts;
        }

        @Override
        public Path data() {
            return DATA;
        }

        @Override
        public Path documents() {
            return DATA;
        }

        @Override
        public Path ofAdministrators() {
            throw new AssertionError("not asked for");
        }

        @Override
        public PathFacts facts(Path folder) throws IOException {
            return facts;
        }
    }
}
