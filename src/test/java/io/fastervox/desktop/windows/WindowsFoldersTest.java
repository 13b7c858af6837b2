package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.platform.win32.Advapi32Util;
import com.sun.jna.platform.win32.Kernel32;
import com.sun.jna.platform.win32.WinReg;
import io.fastervox.desktop.Folders;
import io.fastervox.desktop.FoldersContract;
import io.fastervox.desktop.PathFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Tag("windows")
@Tag("names")
@EnabledOnOs(OS.WINDOWS)
@DisplayName("R3, R12: Windows folders of every kind")
class WindowsFoldersTest extends FoldersContract {
    private static final int DOS_PATH = 0;
    private static final int DDD_REMOVE_DEFINITION = 2;

    @Override
    protected Folders folders() throws IOException {
        return new WindowsFolders(Map.of());
    }

    @Override
    protected Path unwritable() {
        return Path.of("B:\\Faster-Vox");
    }

    @Test
    void theDataLieInTheLocalAppDataOfTheUser() throws IOException {
        assertEquals(
                Path.of(System.getenv("LOCALAPPDATA"), "Faster-Vox"), folders().data());
    }

    @Test
    @EnabledIfSystemProperty(named = "fastervox.test.codepage", matches = "\\d+")
    void theCodePageOfTheTestsIsTheSystems() {
        assertEquals(
                System.getProperty("fastervox.test.codepage"),
                Advapi32Util.registryGetStringValue(
                        WinReg.HKEY_LOCAL_MACHINE, "SYSTEM\\CurrentControlSet\\Control\\Nls\\CodePage", "ACP"));
    }

    @Test
    void administratorsDecideInTheFolderOfAllPrograms() throws IOException {
        assertEquals(
                Path.of(System.getenv("ProgramFiles"), "Faster-Vox"), folders().ofAdministrators());
    }

    @Test
    void aFolderOfAnyNameKeepsIt() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("会议 한국 ā"));

        assertEquals(
                folder.resolve("Faster-Vox"),
                folders().facts(folder.resolve("Faster-Vox")).target());
    }

    @Test
    void anEightThreeNameIsResolvedToTheLongOne() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("a long name of a folder"));

        assertEquals(
                folder.resolve("x"),
                folders().facts(ShortName.of(folder).resolve("x")).target());
    }

    @Test
    void aSubstitutedDriveIsItsFolder() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("target of subst"));
        assertTrue(Kernel32.INSTANCE.DefineDosDevice(DOS_PATH, "V:", folder.toString()));
        try {
            PathFacts facts = folders().facts(Path.of("V:\\Faster-Vox"));

            assertEquals(folder.resolve("Faster-Vox"), facts.target());
            assertTrue(facts.writable());
        } finally {
            Kernel32.INSTANCE.DefineDosDevice(DDD_REMOVE_DEFINITION, "V:", null);
        }
    }

    @Test
    void aFolderBelowOneDriveNamesIt() throws IOException {
        Path oneDrive = temporary.resolve("OneDrive - Contoso");

        PathFacts facts = new WindowsFolders(Map.of("OneDriveCommercial", oneDrive.toString()))
                .facts(oneDrive.resolve("Faster-Vox"));

        assertEquals(Optional.of(oneDrive), facts.synchronised());
    }

    @Test
    @EnabledIfSystemProperty(named = "fastervox.test.share", matches = ".+")
    void aShareIsOnTheNetwork() throws IOException {
        Path share = Path.of(System.getProperty("fastervox.test.share"));
        assertTrue(Files.isDirectory(share));

        PathFacts facts = folders().facts(share.resolve("Faster-Vox"));

        assertTrue(facts.network());
        assertTrue(facts.writable());
    }

    @Test
    @EnabledIfSystemProperty(named = "fastervox.test.mapped", matches = ".+")
    void aMappedDriveIsOnTheNetwork() throws IOException {
        Path drive = Path.of(System.getProperty("fastervox.test.mapped"));
        assertTrue(Files.isDirectory(drive));

        assertTrue(folders().facts(drive.resolve("Faster-Vox")).network());
    }
}
