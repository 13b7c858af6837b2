package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import io.fastervox.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WheelUnpackingTest {
    private static final String SITE = "lib/python3.12/site-packages";
    private static final String INFO = "av-1.0.dist-info/";

    @TempDir
    Path folder;

    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final Map<String, String> files = new LinkedHashMap<>();
    private Path root;
    private WheelUnpacking unpacking;

    @BeforeEach
    void prepare() throws Exception {
        root = Files.createDirectory(folder.resolve("环境 env"));
        unpacking = new WheelUnpacking(root, root.resolve(SITE), new Claims(), pool);
        files.put("av/__init__.py", "import x\n");
        files.put("av/odd, name.py", "");
        files.put(INFO + "WHEEL", "Wheel-Version: 1.0\n");
        files.put(INFO + "METADATA", "Name: av\n");
    }

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void aWheelBecomesAPackageWhoseListIsItsOwnPlusTheInstaller() throws Exception {
        Map<String, FileFact> written = install(wheel());

        String info = SITE + "/" + INFO;
        assertEquals(FolderScan.of(root), written);
        assertEquals("faster-vox\n", Files.readString(root.resolve(info + "INSTALLER")));
        assertEquals(
                INFO + "INSTALLER,sha256=" + hash("faster-vox\n") + ",11\n"
                        + INFO + "METADATA,sha256=" + hash("Name: av\n") + ",9\n"
                        + INFO + "RECORD,,\n"
                        + INFO + "WHEEL,sha256=" + hash("Wheel-Version: 1.0\n") + ",19\n"
                        + "av/__init__.py,sha256=" + hash("import x\n") + ",9\n"
                        + "\"av/odd, name.py\",sha256=" + hash("") + ",0\n",
                Files.readString(root.resolve(info + "RECORD")));
        assertEquals(
                List.of(),
                PackageCheck.of(root, root.resolve(SITE), Map.of("av", "1.0")).problems());
    }

    @Test
    void librariesAndDataGoWherePipPutsThem() throws Exception {
        files.put("av-1.0.data/purelib/pure.py", "p");
        files.put("av-1.0.data/platlib/plat.py", "q");
        files.put("av-1.0.data/data/Scripts/x.dll", "d");

        Set<String> paths = install(wheel()).keySet();

        assertTrue(paths.containsAll(List.of(SITE + "/pure.py", SITE + "/plat.py", "Scripts/x.dll")), paths.toString());
        assertTrue(Files.readString(root.resolve(SITE + "/" + INFO + "RECORD"))
                .startsWith("../../../Scripts/x.dll,sha256=" + hash("d") + ",1\n"));
        assertEquals(
                List.of(),
                PackageCheck.of(root, root.resolve(SITE), Map.of("av", "1.0")).problems());
    }

    @Test
    void aFileOfTheVirtualEnvironmentIsReplacedAfterThatIsMade() throws Exception {
        files.put("av-1.0.data/data/Scripts/vcruntime140.dll", "newer");
        Path runtime = root.resolve("Scripts/vcruntime140.dll");

        unpacking.install(wheel(), locked(), () -> {
            Files.createDirectories(runtime.getParent());
            Files.writeString(runtime, "of the base Python");
        });

        assertEquals("newer", Files.readString(runtime));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProgramMayBeRunAndNothingElse() throws Exception {
        Path wheel = wheel();
        setMode(wheel, "av/__init__.py", 0100755);
        setMode(wheel, "av/odd, name.py", 0755); // no regular file by its mode: pip leaves it as it is

        install(wheel);

        assertTrue(Files.getPosixFilePermissions(root.resolve(SITE + "/av/__init__.py"))
                .containsAll(Set.of(
                        PosixFilePermission.OWNER_EXECUTE,
                        PosixFilePermission.GROUP_EXECUTE,
                        PosixFilePermission.OTHERS_EXECUTE)));
        assertFalse(Files.isExecutable(root.resolve(SITE + "/av/odd, name.py")));
    }

    @Test
    void aSymbolicLinkIsRefused() throws Exception {
        Path wheel = wheel();
        setMode(wheel, "av/__init__.py", 0120777);

        refused(wheel, "a symbolic link: av/__init__.py");
    }

    @Test
    void aFileThatIsNotWhatTheListStatesLeavesNoList() throws Exception {
        String record = record();
        files.put("av/__init__.py", "import y\n");

        refused(wheel(record), SITE + "/av/__init__.py is not what its RECORD states");

        assertFalse(Files.exists(root.resolve(SITE + "/" + INFO + "RECORD")));
    }

    @Test
    void aFileIsNotWrittenBeyondTheSizeThatTheListStates() throws Exception {
        String record = record();
        files.put("av/__init__.py", "import x\n".repeat(100_000));

        refused(wheel(record), "av/__init__.py is larger than 9 bytes");
    }

    @Test
    void aShorterFileIsFoundByItsSizeAndHash() throws Exception {
        String record = record();
        files.put("av/__init__.py", "");

        refused(wheel(record), SITE + "/av/__init__.py is not what its RECORD states");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out.py",
                "/out.py",
                "av/../../out.py",
                "C:/out.py",
                "av\\out.py",
                "av/nul.py",
                "av/x.py.",
                "av-1.0.data/data/../out.py"
            })
    void aNameThatLeadsOutOrThatWindowsReadsOtherwiseIsRefused(String name) throws Exception {
        files.put(name, "x");

        refused(wheel(), "unsafe path in archive: '" + name + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            av/__INIT__.py                   | two files for lib/python3.12/site-packages/av/__INIT__.py (av)
            av/__init__.py/x.py              | both a file and a folder: lib/python3.12/site-packages/av/__init__.py
            av-1.0.dist-info/INSTALLER       | two files for lib/python3.12/site-packages/av-1.0.dist-info/INSTALLER (av)
            av-1.0.data/purelib/av/__init__.py | two files for lib/python3.12/site-packages/av/__init__.py
            av-1.0.data/scripts/tool         | no place for av-1.0.data/scripts/tool
            av-1.0.data/headers/x.h          | no place for av-1.0.data/headers/x.h
            av-1.0.data/tool                 | no place for av-1.0.data/tool
            av-1.0.data/data/.incomplete     | would replace .incomplete
            av-1.0.data/data/environment.json | would replace environment.json
            av-1.0.data/data/pyvenv.cfg      | would replace pyvenv.cfg
            other-1.0.dist-info/METADATA     | describes [av-1.0.dist-info, other-1.0.dist-info] instead of av 1.0
            """)
    void whatNoLockNeedsIsRefused(String name, String reason) throws Exception {
        files.put(name, "x");

        refused(wheel(), reason);
        assertEquals(Map.of(), FolderScan.of(root));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            av/__init__.py,,             | its RECORD does not state hash and size of av/__init__.py
            av/__init__.py,sha256=AAAA,  | its RECORD does not state hash and size of av/__init__.py
            av/__init__.py,md5=AAAA,9    | unknown hash in RECORD: md5=AAAA
            av/__init__.py,sha256=AAAA,x | odd size in RECORD: [av/__init__.py, sha256=AAAA, x]
            other.py,sha256=AAAA,9       | its RECORD does not state hash and size of av/__init__.py
            """)
    void aListThatDoesNotProveEveryFileIsRefused(String line, String reason) throws Exception {
        String good = RecordLines.of("av/__init__.py", "import x\n");

        refused(wheel(record().replace(good, line + "\n")), reason);
    }

    @Test
    void aListThatNamesMoreThanThereIsIsRefused() throws Exception {
        refused(wheel(record() + RecordLines.of("gone.py", "x")), "its RECORD names what is not there: [gone.py]");
    }

    @ParameterizedTest
    @CsvSource({"WHEEL, Wheel-Version: 2.0, not of wheel version 1", "WHEEL, x, not of wheel version 1"})
    void anotherVersionOfTheFormatIsRefused(String file, String content, String reason) throws Exception {
        files.put(INFO + file, content + "\n");

        refused(wheel(), reason);
    }

    @Test
    void anEmptyFileMayBelongToTwoPackagesAsThatOfAFolderThatTheyShare() throws Exception {
        String shared = SITE + "/av/odd, name.py";
        unpacking.claims().claim("other", List.of(shared), Set.of(shared));

        assertFalse(install(wheel()).containsKey(shared));
    }

    @Test
    void anEmptyFileMayNotTakeThePlaceOfOneWithContent() throws Exception {
        String taken = SITE + "/av/odd, name.py";
        unpacking.claims().claim("other", List.of(taken), Set.of());

        refused(wheel(), "two files for " + taken + " (other)");
    }

    @Test
    @Reaches(ErrorCode.ENVIRONMENT_INSTALL_FAILED)
    void aPackageMayNotTakeAFileOfAnother() throws Exception {
        unpacking.claims().claim("other", List.of(SITE + "/AV/__init__.py"), Set.of());

        refused(wheel(), "two files for " + SITE + "/av/__init__.py (other)");
    }

    private Map<String, FileFact> install(Path wheel) throws Exception {
        return unpacking.install(wheel, locked(), WheelUnpacking.Outside.AT_ONCE);
    }

    private void refused(Path wheel, String reason) {
        EnvironmentException refused = assertThrows(EnvironmentException.class, () -> install(wheel));

        assertEquals(ErrorCode.ENVIRONMENT_INSTALL_FAILED, refused.code());
        assertEquals("av", refused.arguments().get(0));
        String said = String.valueOf(refused.arguments().get(1));
        assertTrue(said.startsWith("the wheel is not as it should be: " + reason), said);
    }

    private static LockedWheel locked() {
        return new LockedWheel("av", "1.0", "av-1.0-py3-none-any.whl", "00".repeat(32), 1);
    }

    private String record() {
        StringBuilder record = new StringBuilder();
        files.forEach((path, content) ->
                record.append(RecordLines.of(path.contains(",") ? '"' + path + '"' : path, content)));
        return record + INFO + "RECORD,,\n";
    }

    private Path wheel() throws Exception {
        return wheel(record());
    }

    private Path wheel(String record) throws Exception {
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put(INFO + "RECORD", record);
        return Zips.write(folder.resolve("av-1.0-py3-none-any.whl"), all);
    }

    /** Writes a Unix mode into the central directory, which {@code java.util.zip} cannot. */
    private static void setMode(Path zip, String entry, int mode) throws Exception {
        byte[] bytes = Files.readAllBytes(zip);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int name = text.lastIndexOf(entry, text.lastIndexOf("PK\5\6"));
        bytes[name - 46 + 40] = (byte) mode;
        bytes[name - 46 + 41] = (byte) (mode >> 8);
        Files.write(zip, bytes);
    }

    private static String hash(String content) {
        byte[] hash = java.util.HexFormat.of().parseHex(Sha256.of(content.getBytes(StandardCharsets.UTF_8)));
        return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    @Test
    void nothingIsLeftOfTheUnfinishedList() throws Exception {
        install(wheel());

        try (Stream<Path> left = Files.list(root.resolve(SITE + "/" + INFO))) {
            assertEquals(
                    List.of("INSTALLER", "METADATA", "RECORD", "WHEEL"),
                    left.map(file -> String.valueOf(file.getFileName()))
                            .sorted()
                            .toList());
        }
    }
}
