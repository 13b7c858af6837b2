package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DataFolderCheckTest {
    private Desired desired;

    @BeforeEach
    void read() throws Exception {
        PythonEmbed embed = new PythonEmbed(RealBuild.program().resolve("python-embed"));
        Profile cpu = embed.profiles().get("cpu");
        desired = new Desired(cpu, embed.lock(cpu, PlatformId.WINDOWS), embed.bootLock(PlatformId.WINDOWS), "base", 1);
    }

    @Test
    void aPathThatWindowsCouldNotHoldIsRefused() {
        EnvironmentException refused = refused(Path.of("/" + "x".repeat(100)), Map.of());

        assertEquals(ErrorCode.DATA_FOLDER_UNSUITABLE, refused.code());
    }

    @Test
    void anOrdinaryDataFolderIsFine() {
        Path data = Path.of("/Users/somebody-with-a-long-name/AppData/Local/Faster-Vox");

        assertDoesNotThrow(() -> check(PlatformId.WINDOWS, data, Map.of("OneDrive", "/Users/x/OneDrive")));
    }

    @Test
    void aFolderThatOneDriveMovesAwayIsRefused() {
        EnvironmentException refused =
                refused(Path.of("/Users/x/OneDrive/data"), Map.of("OneDriveConsumer", "/Users/x/OneDrive"));

        assertEquals(List.of(Path.of("/Users/x/OneDrive/data"), "in OneDrive"), refused.arguments());
    }

    @Test
    void onLinuxAnyPathWillDo() {
        assertDoesNotThrow(() -> check(PlatformId.LINUX, Path.of("/" + "x".repeat(200)), Map.of()));
    }

    private EnvironmentException refused(Path data, Map<String, String> variables) {
        return assertThrows(EnvironmentException.class, () -> check(PlatformId.WINDOWS, data, variables));
    }

    private void check(PlatformId platform, Path data, Map<String, String> variables) throws EnvironmentException {
        new DataFolderCheck(platform, variables).require(new Layout(data), desired);
    }
}
