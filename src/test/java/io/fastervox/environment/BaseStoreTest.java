package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Reaches;
import io.fastervox.support.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseStoreTest {
    private static final BasePython.Unpack UNPACK = new BasePython.Unpack(
            "top/",
            List.of("share/", "lib/test"),
            List.of(new BasePython.Also("share/libffi.so", "lib/libffi.so")),
            List.of("bin/python"));

    private static final Http HTTP = new Http(HttpSettings.standard("test"), Map.of());

    @TempDir
    Path folder;

    @AfterAll
    static void closeHttp() {
        HTTP.close();
    }

    @Test
    void unpacksWhatThePinSaysAndMarksItComplete() throws Exception {
        BaseStore store = store(Map.of(
                "top/bin/python", "p", "top/share/libffi.so", "f", "top/lib/test/x", "t", "META-INF/MANIFEST", "m"));

        Base base = store.ensure(ProgressListener.NONE);

        assertEquals(
                List.of(".complete", "bin/python", "lib/libffi.so"),
                List.copyOf(FolderScan.of(base.root()).keySet()));
        assertTrue(Files.isExecutable(base.python()));
        assertEquals(Component.State.READY, store.state());
    }

    @Test
    void anUnpackedBaseNeedsItsArchiveNoMore() throws Exception {
        BaseStore store = store(Map.of("top/bin/python", "p"));
        store.ensure(ProgressListener.NONE);
        Files.delete(folder.resolve("base.zip"));

        assertEquals(List.of(), store.check(true));
        store.ensure(ProgressListener.NONE);
    }

    @Test
    void aDamagedBaseIsFoundAndUnpackedAgain() throws Exception {
        BaseStore store = store(Map.of("top/bin/python", "p", "top/lib/os.py", "o"));
        Path module = store.ensure(ProgressListener.NONE).root().resolve("lib/os.py");
        Files.writeString(module, "changed");

        assertEquals(List.of(new Problem(BaseStore.OWNER, "lib/os.py", Problem.Kind.CHANGED)), store.check(false));
        store.ensure(ProgressListener.NONE);
        assertEquals("o", Files.readString(module));
    }

    @Test
    void unpackingThatWasKilledBeginsAgain() throws Exception {
        BaseStore store = store(Map.of("top/bin/python", "p"));
        Path half = Files.createDirectories(store.base().root().resolve("bin")).resolve("python");
        Files.writeString(half, "hal");

        assertEquals(Component.State.INCOMPLETE, store.state());
        store.ensure(ProgressListener.NONE);
        assertEquals("p", Files.readString(half));
    }

    @Test
    void nothingIsWrittenThroughALinkThatStandsInTheWay() throws Exception {
        BaseStore store = store(Map.of("top/lib/os.py", "o"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.createDirectories(store.base().root());
        Files.createSymbolicLink(store.base().root().resolve("lib"), outside);

        store.ensure(ProgressListener.NONE);

        assertFalse(Files.exists(outside.resolve("os.py")));
    }

    @Test
    @Reaches(ErrorCode.BASE_PYTHON_MISSING)
    void aMissingArchiveIsNamed() {
        BaseStore store = store(folder.resolve("none.zip"), "00".repeat(32), Optional.empty());

        EnvironmentException missing =
                assertThrows(EnvironmentException.class, () -> store.ensure(ProgressListener.NONE));

        assertEquals(ErrorCode.BASE_PYTHON_MISSING, missing.code());
        assertEquals(List.of(folder.resolve("none.zip")), missing.arguments());
    }

    @Test
    @Reaches(ErrorCode.BASE_PYTHON_DAMAGED)
    void anArchiveWithAnotherHashIsNotUnpacked() throws Exception {
        Path zip = Zips.write(folder.resolve("base.zip"), Map.of("top/bin/python", "p"));
        BaseStore store = store(zip, "00".repeat(32), Optional.empty());

        assertEquals(
                ErrorCode.BASE_PYTHON_DAMAGED,
                assertThrows(EnvironmentException.class, () -> store.ensure(ProgressListener.NONE))
                        .code());
        assertEquals(Component.State.MISSING, store.state());
    }

    @Test
    void whatIsNoArchiveIsDamaged() throws Exception {
        Path zip = Files.writeString(folder.resolve("base.zip"), "no zip");
        BaseStore store = store(zip, Sha256.of(zip), Optional.empty());

        assertEquals(
                ErrorCode.BASE_PYTHON_DAMAGED,
                assertThrows(EnvironmentException.class, () -> store.ensure(ProgressListener.NONE))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "top/../../escaped",
                "../escaped",
                "/escaped",
                "top//escaped",
                "top/./escaped",
                "C:/escaped",
                "top/a:b",
                "top\\..\\escaped",
                "top/nul",
                "top/aux.txt",
                "top/end.",
                "top/end "
            })
    void anArchiveThatCouldLeaveTheFolderIsRefused(String entry) throws Exception {
        BaseStore store = store(Map.of("top/bin/python", "p", entry, "evil"));

        assertEquals(
                ErrorCode.BASE_PYTHON_DAMAGED,
                assertThrows(EnvironmentException.class, () -> store.ensure(ProgressListener.NONE))
                        .code());
        assertFalse(Files.exists(folder.resolve("escaped")));
        assertFalse(Files.exists(folder.resolve("python_embed/escaped")));
    }

    @Test
    void anEntryThatGrowsBeyondAllBoundsIsRefused() throws Exception {
        Path zip = folder.resolve("base.zip");
        Zips.writeZeros(zip, "top/bin/python", ArchivePlan.MAX_ENTRY_BYTES + 1);
        BaseStore store = store(zip, Sha256.of(zip), Optional.empty());

        assertEquals(
                ErrorCode.BASE_PYTHON_DAMAGED,
                assertThrows(EnvironmentException.class, () -> store.ensure(ProgressListener.NONE))
                        .code());
    }

    @Test
    void theSearchPathOfAnEmbeddablePythonLetsPipWork() {
        String edited = "python312.zip\r\n.\r\nLib\\site-packages\r\nimport site\r\n";

        assertEquals(
                edited,
                BaseStore.withSite("python312.zip\r\n.\r\n\r\n# Uncomment\r\n#import site\r\n")
                        .replace("# Uncomment\r\n", ""));
        assertEquals(edited, BaseStore.withSite(edited));
    }

    @Test
    void theEditedSearchPathBelongsToTheBase() throws Exception {
        Path zip = Zips.write(
                folder.resolve("base.zip"), Map.of("top/bin/python", "p", "top/python312._pth", ".\n#import site\n"));
        BaseStore store = store(zip, Sha256.of(zip), Optional.of("python312._pth"));

        Path root = store.ensure(ProgressListener.NONE).root();

        assertEquals(".\r\nLib\\site-packages\r\nimport site\r\n", Files.readString(root.resolve("python312._pth")));
        assertEquals(List.of(), store.check(true));
    }

    private BaseStore store(Map<String, String> entries) throws Exception {
        Map<String, String> all = new TreeMap<>(entries);
        all.putIfAbsent("top/bin/python", "p");
        Path zip = Zips.write(folder.resolve("base.zip"), all);
        return store(zip, Sha256.of(zip), Optional.empty());
    }

    private BaseStore store(Path zip, String sha256, Optional<String> pathFile) {
        BaseArchive archive = new BaseArchive(
                "test",
                "3.12.1",
                zip,
                sha256,
                OptionalLong.empty(),
                List.of(),
                UNPACK,
                "bin/python",
                Optional.empty(),
                pathFile);
        return new BaseStore(
                new Layout(folder), archive, new BaseFetch(new Downloader(HTTP), BuildListener.NONE), PlatformId.LINUX);
    }
}
