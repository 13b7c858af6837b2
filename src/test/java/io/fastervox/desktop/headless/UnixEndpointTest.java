package io.fastervox.desktop.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.desktop.LocalEndpointContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
@DisplayName("R6: a socket of this user's processes")
class UnixEndpointTest extends LocalEndpointContract {
    private final Path file;

    UnixEndpointTest(@TempDir Path folder) {
        file = folder.resolve("ipc").resolve("agent.socket");
    }

    @Override
    protected LocalEndpoint endpoint() {
        return new UnixEndpoint(file);
    }

    @Test
    void itsOwnerAloneMayEnter() throws IOException {
        try (LocalEndpoint.Listener listener = endpoint().listen()) {
            assertEquals(
                    List.of("rwx------", "rw-------", true),
                    List.of(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                            listener != null));
        }
    }

    @Test
    void whatADeadListenerLeftIsReplaced() throws IOException {
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        endpoint().listen().close();
        assertEquals(false, Files.exists(file));
    }
}
