package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.environment.Problem.Kind;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(
        value = OS.WINDOWS,
        disabledReason = "Its packages have a file with quotes in its name, which Windows does not take.")
class PackageCheckTest {
    private static final Map<String, String> VERSIONS = Map.of("hf-xet", "1.8.0", "pyyaml", "6.0.3");

    @TempDir
    Path root;

    private Path site;

    @BeforeEach
    void install() throws IOException {
        site = Files.createDirectories(root.resolve("lib/python3.12/site-packages"));
        install("hf_xet-1.8.0", Map.of("hf_xet/__init__.py", "import x", "hf_xet/odd, \"name\".py", "odd"));
        install("PyYAML-6.0.3", Map.of("yaml/__init__.py", "y", "../../../bin/yaml", "script"));
    }

    @Test
    void untouchedPackagesAreWhole() throws Exception {
        PackageCheck check = check();

        assertEquals(List.of(), check.problems());
        assertEquals(Set.of("hf-xet", "pyyaml"), check.whole());
        assertEquals("pyyaml", check.owners().get("bin/yaml"));
    }

    @Test
    void aFlippedBitIsFoundThoughSizeAndTimeAreTheSame() throws Exception {
        Path file = site.resolve("yaml/__init__.py");
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, "x");
        Files.setLastModifiedTime(file, time);

        assertEquals(List.of(problem("pyyaml", "yaml/__init__.py", Kind.CHANGED)), check().problems());
        assertEquals(Set.of("hf-xet"), check().whole());
    }

    @Test
    void aTruncatedFileIsFound() throws Exception {
        Files.write(site.resolve("hf_xet/__init__.py"), new byte[0]);

        assertEquals(List.of(problem("hf-xet", "hf_xet/__init__.py", Kind.CHANGED)), check().problems());
    }

    @Test
    void aMissingFileWithAQuotedNameIsFound() throws Exception {
        Files.delete(site.resolve("hf_xet/odd, \"name\".py"));

        assertEquals(List.of(problem("hf-xet", "hf_xet/odd, \"name\".py", Kind.MISSING)), check().problems());
    }

    @Test
    void aPackageWithoutItsListIsNotWhole() throws Exception {
        Files.delete(site.resolve("hf_xet-1.8.0.dist-info/RECORD"));

        assertEquals(List.of(problem("hf-xet", "hf_xet-1.8.0.dist-info/RECORD", Kind.MISSING)), check().problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hf_xet/__init__.py\n", "a,md5=1,1\n", "\"a,b", "a,sha256=%%,1\n", "../../../../x,,\n"})
    void aListThatCannotBeTrustedIsUnreadable(String record) throws Exception {
        Files.writeString(site.resolve("hf_xet-1.8.0.dist-info/RECORD"), record);

        assertEquals(List.of(problem("hf-xet", "hf_xet-1.8.0.dist-info/RECORD", Kind.UNREADABLE)), check().problems());
    }

    @Test
    void anotherVersionIsNotThePackage() throws Exception {
        PackageCheck check = PackageCheck.of(root, site, Map.of("pyyaml", "6.0.4"));

        assertEquals(List.of(problem("pyyaml", "pyyaml", Kind.MISSING)), check.problems());
    }

    @Test
    void bytecodeIsNobodysProblem() throws Exception {
        Path cache = Files.createDirectories(site.resolve("yaml/__pycache__"));
        Files.writeString(cache.resolve("__init__.cpython-312.pyc"), "c");

        OwnedFiles owned = new OwnedFiles(check().owners(), Set.of());

        assertEquals(List.of(), owned.extras(FolderScan.of(root).keySet()));
    }

    @Test
    void aFileTooManyIsNamedWithThePackageInWhoseFolderItLies() throws Exception {
        install("typing_extensions-4.16.0", Map.of("typing_extensions.py", "t"));
        Files.createDirectories(site.resolve("yaml/deep"));
        for (String name : List.of("yaml/extra.py", "yaml/deep/extra.py", "zzz.py", "../../../bin/tool")) {
            Files.writeString(site.resolve(name).normalize(), "e");
        }
        PackageCheck check = PackageCheck.of(
                root, site, Map.of("hf-xet", "1.8.0", "pyyaml", "6.0.3", "typing-extensions", "4.16.0"));

        OwnedFiles owned = new OwnedFiles(check.owners(), Set.of());

        assertEquals(
                List.of(
                        new Problem(OwnedFiles.NOBODY, "bin/tool", Kind.EXTRA),
                        problem("pyyaml", "yaml/deep/extra.py", Kind.EXTRA),
                        problem("pyyaml", "yaml/extra.py", Kind.EXTRA),
                        problem(OwnedFiles.NOBODY, "zzz.py", Kind.EXTRA)),
                owned.extras(FolderScan.of(root).keySet()));
    }

    @Test
    void aQuotedFieldMaySpanLines() throws Exception {
        Path record = Files.writeString(root.resolve("RECORD"), "\"a\nb\",,\r\nc,,");

        assertEquals(
                List.of("a\nb", "c"),
                RecordFile.read(record).stream().map(RecordFile.Entry::path).toList());
    }

    @Test
    void aMissingListIsAnError() {
        assertThrows(IOException.class, () -> RecordFile.read(root.resolve("none")));
    }

    private PackageCheck check() throws Exception {
        return PackageCheck.of(root, site, VERSIONS);
    }

    private static Problem problem(String owner, String file, Kind kind) {
        return new Problem(owner, "lib/python3.12/site-packages/" + file, kind);
    }

    private void install(String name, Map<String, String> files) throws IOException {
        Path info = Files.createDirectories(site.resolve(name + ".dist-info"));
        StringBuilder record = new StringBuilder();
        for (Map.Entry<String, String> entry : files.entrySet()) {
            Path file = site.resolve(entry.getKey()).normalize();
            Files.createDirectories(file.getParent());
            Files.writeString(file, entry.getValue());
            byte[] hash = HexFormat.of().parseHex(Sha256.of(entry.getValue().getBytes(StandardCharsets.UTF_8)));
            record.append('"')
                    .append(entry.getKey().replace("\"", "\"\""))
                    .append("\",sha256=")
                    .append(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
                    .append(',')
                    .append(entry.getValue().length())
                    .append("\r\n");
        }
        record.append(name).append(".dist-info/RECORD,,\r\n");
        Files.writeString(info.resolve("RECORD"), record);
    }
}
