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
    private static final Path SPARE = Path.of("/spare");

    @Test
    void theSpareFolderServesWhereTheNameIsTheTrouble() throws EnvironmentException {
        assertEquals(SPARE, new BuildFolder(new Unnameable(SPARE), PlatformId.WINDOWS).choose(DATA, FolderNames.ANSI));
    }

    @Test
    void theDataFolderServesWhereEveryNameWill() throws EnvironmentException {
        assertEquals(DATA, new BuildFolder(new Unnameable(SPARE), PlatformId.WINDOWS).choose(DATA, FolderNames.ANY));
    }

    @Test
    @Reaches(ErrorCode.DATA_FOLDER_NAME)
    void aSpareFolderWithSuchANameIsRefused() {
        refused(
                ErrorCode.DATA_FOLDER_NAME,
                List.of(DATA),
                new BuildFolder(new Unnameable(Path.of("/备用")), PlatformId.WINDOWS),
                FolderNames.ANSI);
    }

    @Test
    @Reaches(ErrorCode.DATA_FOLDER_SYNCHRONISED)
    void aRefusalCarriesTheFolderAndTheDetail() {
        Folders cloud = new Unnameable(SPARE) {
            @Override
            public PathFacts facts(Path folder) {
                return new PathFacts(
                        folder, folder, false, Optional.of(Path.of("/cloud")), true, Optional.of(folder), true, 1);
            }
        };

        refused(
                ErrorCode.DATA_FOLDER_SYNCHRONISED,
                List.of(DATA, Path.of("/cloud")),
                new BuildFolder(cloud, PlatformId.WINDOWS),
                FolderNames.ANY);
    }

    @Test
    @Reaches(ErrorCode.DATA_FOLDER_ON_NETWORK)
    void aFolderOnAnotherMachineIsRefused() {
        Folders elsewhere = new Unnameable(SPARE) {
            @Override
            public PathFacts facts(Path folder) {
                return new PathFacts(folder, folder, true, Optional.empty(), true, Optional.of(folder), true, 1);
            }
        };

        refused(
                ErrorCode.DATA_FOLDER_ON_NETWORK,
                List.of(DATA, DATA),
                new BuildFolder(elsewhere, PlatformId.WINDOWS),
                FolderNames.ANY);
    }

    @Test
    void aSystemThatDoesNotAnswerIsAnError() {
        Folders silent = new Unnameable(SPARE) {
            @Override
            public Path spare() throws IOException {
                throw new IOException("belongs to another user");
            }
        };

        refused(
                ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                List.of(DATA, "belongs to another user"),
                new BuildFolder(silent, PlatformId.WINDOWS),
                FolderNames.ANSI);
    }

    private static void refused(ErrorCode code, List<Object> arguments, BuildFolder buildFolder, FolderNames names) {
        EnvironmentException e = assertThrows(EnvironmentException.class, () -> buildFolder.choose(DATA, names));
        assertEquals(code, e.code());
        assertEquals(arguments, e.arguments());
    }

    /** A system whose code page is ASCII and that has no 8.3 names. */
    private static class Unnameable implements Folders {
        private final Path spare;

        Unnameable(Path spare) {
            this.spare = spare;
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
        public Path spare() throws IOException {
            return spare;
        }

        @Override
        public PathFacts facts(Path folder) {
            boolean ascii = PathFacts.isAscii(folder);
            Optional<Path> name = Optional.of(folder).filter(PathFacts::isAscii);
            return new PathFacts(folder, folder, false, Optional.empty(), ascii, name, true, 1);
        }
    }
}
