package io.fastervox.app;

import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.desktop.headless.UnixEndpoint;
import io.fastervox.desktop.windows.PipeEndpoint;
import io.fastervox.desktop.windows.WindowsException;
import io.fastervox.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Where the agent of a data folder listens. */
final class AgentEndpoint {
    private static final int SHORT = 16;

    private AgentEndpoint() {}

    /** The pipe of the standard data folder has a name that src/native/forwarder.c knows; other folders have others. */
    static LocalEndpoint of(Path data, Map<String, String> variables) throws WindowsException {
        String digest =
                Sha256.of(data.toString().getBytes(StandardCharsets.UTF_8)).substring(0, SHORT);
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            boolean named = !variables.getOrDefault("FASTERVOX_HOME", "").isBlank();
            return new PipeEndpoint(named ? "Faster-Vox-" + digest : "Faster-Vox");
        }
        // Not in the data folder: the path of a socket has at most 107 bytes.
        Path runtime = Path.of(variables.getOrDefault("XDG_RUNTIME_DIR", "/nonexistent"));
        Path folder = Files.isDirectory(runtime)
                ? runtime.resolve("faster-vox")
                : Path.of(System.getProperty("java.io.tmpdir"), "faster-vox-" + System.getProperty("user.name"));
        return new UnixEndpoint(folder.resolve(digest + ".socket"));
    }
}
