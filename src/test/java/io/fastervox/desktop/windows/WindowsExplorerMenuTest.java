package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.WinNT;
import com.sun.jna.platform.win32.WinReg;
import io.fastervox.desktop.ExplorerMenu.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R6: the entry in Explorer's menu")
class WindowsExplorerMenuTest {
    private static final String ROOT = "Software\\Faster-Vox test\\SystemFileAssociations";
    private static final String AUDIO = "audio\\shell\\FasterVox.Transcribe";

    private final UserRegistry registry = new UserRegistry(ROOT);
    private final WindowsExplorerMenu menu = new WindowsExplorerMenu(Path.of("C:\\程序 x"), registry, () -> {});
    private final int all = WindowsExplorerMenu.steps(Path.of("C:\\x")).size();

    @AfterEach
    void clear() {
        menu.remove();
    }

    @Test
    void itIsWrittenOnceAndTakenAwayOnce() throws Exception {
        assertEquals(
                List.of(new Outcome.Done(all), new Outcome.Done(0), new Outcome.Done(all), new Outcome.Done(0)),
                List.of(menu.repair(), menu.repair(), menu.remove(), menu.remove()));
        assertEquals(false, Advapi32Util.registryKeyExists(WinReg.HKEY_CURRENT_USER, ROOT + "\\audio"));
    }

    @Test
    void whatIsMissingOrOtherIsMendedAndTheRestLeftAlone() throws Exception {
        menu.repair();
        registry.write(AUDIO, "MultiSelectModel", "Single");
        registry.remove(AUDIO + "\\command", "");

        assertEquals(new Outcome.Done(2), menu.repair());
        assertEquals(
                List.of(
                        Optional.of("@C:\\程序 x\\FasterVoxFiles.exe,-101"),
                        Optional.of("C:\\程序 x\\FasterVox.exe,0"),
                        Optional.of("Player"),
                        Optional.of("\"C:\\程序 x\\FasterVoxFiles.exe\" \"%1\"")),
                List.of(
                        registry.text(AUDIO, "MUIVerb"),
                        registry.text(AUDIO, "Icon"),
                        registry.text(AUDIO, "MultiSelectModel"),
                        registry.text(AUDIO + "\\command", "")));
    }

    @Test
    void aValueOfAnyTypeIsReadAndPutBackAsItWas() throws Exception {
        List<Registry.Value> values = List.of(
                Registry.Value.of(WinNT.REG_DWORD, new byte[] {1, 2, 3, 4}),
                Registry.Value.of(WinNT.REG_BINARY, new byte[0]),
                Registry.Value.ofText("程序"));
        List<Registry.Value> found = new ArrayList<>();
        for (Registry.Value value : values) {
            registry.write(AUDIO, "MUIVerb", value);
            found.add(registry.value(AUDIO, "MUIVerb").orElseThrow());
        }

        assertEquals(values, found);
    }

    @Test
    void entriesOfOthersStay() throws Exception {
        menu.repair();
        registry.write("audio\\shell\\Other", "MUIVerb", "other");
        menu.remove();

        assertEquals(Optional.of("other"), registry.text("audio\\shell\\Other", "MUIVerb"));
        registry.remove("audio\\shell\\Other", "MUIVerb");
        registry.prune("audio\\shell\\Other");
    }
}
