package io.fastervox.desktop.windows;

import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.desktop.LocalEndpointContract;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R6: a named pipe of this user's processes")
class PipeEndpointTest extends LocalEndpointContract {
    private final String name = "Faster-Vox-test-" + UUID.randomUUID();

    @Override
    protected LocalEndpoint endpoint() throws WindowsException {
        return new PipeEndpoint(name);
    }
}
