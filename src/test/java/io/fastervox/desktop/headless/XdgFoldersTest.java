package io.fastervox.desktop.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Folders;
import io.fastervox.desktop.FoldersContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class XdgFoldersTest extends FoldersContract {
    private static final Path HOME = Path.of("/home/me");

    @Override
    protected Folders folders() {
        return new XdgFolders(Map.of(), HOME);
    }

    @Override
    protected Path unwritable() {
        return Path.of("/proc/faster-vox");
    }

    @Test
    void theDataHomeOfTheEnvironmentComesFirst() {
        assertEquals(Path.of("/data/faster-vox"), new XdgFolders(Map.of("XDG_DATA_HOME", "/data"), HOME).data());
    }

    @Test
    void aRelativeDataHomeCountsAsUnset() {
        assertEquals(
                HOME.resolve(".local/share/faster-vox"), new XdgFolders(Map.of("XDG_DATA_HOME", "data"), HOME).data());
    }
}
