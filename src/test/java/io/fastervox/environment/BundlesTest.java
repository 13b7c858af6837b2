package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.download.DownloadException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
@DisplayName("R19: offline bundles")
class BundlesTest {
    @TempDir
    Path folder;

    private final List<String> taken = new ArrayList<>();
    private FakeProgram here;
    private FakeProgram there;
    private Path bundle;

    @BeforeEach
    void twoComputers() throws Exception {
        here = new FakeProgram(Files.createDirectory(folder.resolve("here")), "fasterwhisper", "av", "pip");
        there = new FakeProgram(Files.createDirectory(folder.resolve("there")), "fasterwhisper", "av", "pip");
        FileTrees.delete(there.index());
        Files.createDirectory(there.index());
        bundle = folder.resolve("离线 bundle.zip");
    }

    @AfterEach
    void close() {
        here.close();
        there.close();
    }

    private Bundles.Written export(FakeProgram from, boolean overwrite) throws Exception {
        Path model = Files.createDirectories(folder.resolve("a model"));
        Files.writeString(model.resolve("model.bin"), "weights");
        return from.environments()
                .bundles()
                .export(
                        new Bundles.Order(
                                "1",
                                "cpu",
                                PlatformId.LINUX,
                                from.archive(),
                                Optional.of(new Bundles.Model("tiny", Map.of("model.bin", model.resolve("model.bin")))),
                                bundle,
                                overwrite),
                        ProgressListener.NONE);
    }

    private Bundles.Taken take(FakeProgram to) throws Exception {
        return to.environments()
                .bundles()
                .take(
                        bundle,
                        (id, files) -> taken.add(id + ": " + read(files.resolve("model.bin"))),
                        ProgressListener.NONE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError("no model", e);
        }
    }

    /** Path → content of all files below. */
    private static Map<String, String> files(Path root) throws Exception {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(root.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        files.keySet().removeIf(name -> name.endsWith(".lock"));
        return files;
    }

    @Test
    void whatOneComputerWritesSetsUpAnotherWithoutANetworkAndWithoutAPython() throws Exception {
        Bundles.Written written = export(here, false);
        Environments other = there.environments();
        Files.delete(there.archive().file());
        assertEquals(
                ErrorCode.BASE_PYTHON_MISSING,
                assertThrows(EnvironmentException.class, () -> other.setUp("cpu", ProgressListener.NONE))
                        .code());

        Bundles.Taken result = take(there);
        Environments.Built built = there.environments().setUp("cpu", ProgressListener.NONE);

        assertTrue(written.python());
        assertEquals(Files.size(bundle), written.bytes());
        assertEquals(new Bundles.Taken("cpu", Optional.of("tiny"), result.bytes()), result);
        assertEquals(List.of("tiny: weights"), taken);
        assertEquals(0, built.report().bytesFetched());
        assertEquals(List.of(), there.environments().check(true));
    }

    @Test
    void theCacheIsNotRemovedWhileABundleIsTakenOver() throws Exception {
        export(here, false);
        Set<Environments.Part> everything = EnumSet.allOf(Environments.Part.class);

        there.environments()
                .bundles()
                .take(
                        bundle,
                        (id, files) -> {
                            EnvironmentException refused = assertThrows(
                                    EnvironmentException.class,
                                    () -> there.environments().remove(everything));
                            assertEquals(ErrorCode.ENVIRONMENT_IN_USE, refused.code());
                            taken.add(read(files.resolve("model.bin")));
                        },
                        ProgressListener.NONE);

        assertEquals(List.of("weights"), taken);
    }

    @Test
    void theSameContentMakesTheSameBundle() throws Exception {
        export(here, false);
        byte[] first = Files.readAllBytes(bundle);
        export(here, true);

        assertEquals(-1, java.util.Arrays.mismatch(first, Files.readAllBytes(bundle)));
    }

    @Test
    @DisplayName("R16: a bundle is the last rung of a repair without a network")
    void aBundleRepairsWhatNothingElseCan() throws Exception {
        export(here, false);
        take(there);
        there.environments().setUp("cpu", ProgressListener.NONE);
        Files.write(there.module(1, "av"), new byte[0]);
        there.environments().remove(EnumSet.of(Environments.Part.WHEEL_CACHE));
        assertThrows(DownloadException.class, () -> there.environments().ensure("cpu", ProgressListener.NONE));

        take(there);
        Environments.Built built = there.environments().ensure("cpu", ProgressListener.NONE);

        assertEquals(Rung.PACKAGES, built.repair().orElseThrow().rung());
        assertEquals(List.of(), there.environments().check(true));
    }

    /** What somebody may hand over, and what is said to it. */
    enum Bad {
        CUT(ErrorCode.BUNDLE_DAMAGED) {
            @Override
            void make(Path bundle) throws Exception {
                byte[] content = Files.readAllBytes(bundle);
                Files.write(bundle, java.util.Arrays.copyOf(content, content.length / 2));
            }
        },
        FLIPPED_BIT(ErrorCode.BUNDLE_DAMAGED) {
            @Override
            void make(Path bundle) throws Exception {
                rewrite(bundle, entries -> entries.get("model/tiny/model.bin")[0] ^= 1);
            }
        },
        MISSING_FILE(ErrorCode.BUNDLE_DAMAGED) {
            @Override
            void make(Path bundle) throws Exception {
                rewrite(bundle, entries -> entries.remove("wheels/av-1.0-py3-none-any.whl"));
            }
        },
        LONGER_FILE(ErrorCode.BUNDLE_DAMAGED) {
            @Override
            void make(Path bundle) throws Exception {
                rewrite(bundle, entries -> entries.put("model/tiny/model.bin", new byte[100]));
            }
        },
        GARBLED_LIST(ErrorCode.BUNDLE_DAMAGED) {
            @Override
            void make(Path bundle) throws Exception {
                rewrite(bundle, entries -> entries.put(BundleManifest.NAME, "{\"version\":1,".getBytes(UTF_8)));
            }
        },
        NO_ZIP(ErrorCode.BUNDLE_FOREIGN) {
            @Override
            void make(Path bundle) throws Exception {
                Files.writeString(bundle, "Dear all,");
            }
        },
        EMPTY(ErrorCode.BUNDLE_FOREIGN) {
            @Override
            void make(Path bundle) throws Exception {
                Files.write(bundle, new byte[0]);
            }
        },
        ANOTHER_ZIP(ErrorCode.BUNDLE_FOREIGN) {
            @Override
            void make(Path bundle) throws Exception {
                rewrite(bundle, entries -> entries.remove(BundleManifest.NAME));
            }
        },
        ESCAPING_ENTRY(ErrorCode.BUNDLE_UNSAFE) {
            @Override
            void make(Path bundle) throws Exception {
                rewrite(bundle, entries -> entries.put("wheels/../../../x", new byte[1]));
            }
        },
        ESCAPING_LIST(ErrorCode.BUNDLE_UNSAFE) {
            @Override
            void make(Path bundle) throws Exception {
                inList(bundle, "model/tiny/model.bin", "model/tiny/../../x");
            }
        },
        ANOTHER_PLACE(ErrorCode.BUNDLE_UNSAFE) {
            @Override
            void make(Path bundle) throws Exception {
                inList(bundle, "model/tiny/model.bin", "pytorch_env/current.json");
            }
        },
        ANOTHER_PLATFORM(ErrorCode.BUNDLE_PLATFORM) {
            @Override
            void make(Path bundle) throws Exception {
                inList(bundle, "linux-x86_64", "windows-x86_64");
            }
        },
        ANOTHER_LOCK(ErrorCode.BUNDLE_VERSION) {
            @Override
            void make(Path bundle) throws Exception {
                inList(bundle, "\"lock_id\":\"", "\"lock_id\":\"0");
            }
        },
        ANOTHER_FORM(ErrorCode.BUNDLE_VERSION) {
            @Override
            void make(Path bundle) throws Exception {
                inList(bundle, "\"version\":1", "\"version\":2");
            }
        },
        MISSING(ErrorCode.BUNDLE_UNREADABLE) {
            @Override
            void make(Path bundle) throws Exception {
                Files.delete(bundle);
            }
        },
        A_FOLDER(ErrorCode.BUNDLE_UNREADABLE) {
            @Override
            void make(Path bundle) throws Exception {
                Files.delete(bundle);
                Files.createDirectory(bundle);
            }
        };

        private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;
        final ErrorCode code;

        Bad(ErrorCode code) {
            this.code = code;
        }

        abstract void make(Path bundle) throws Exception;

        private static void inList(Path bundle, String from, String to) throws Exception {
            rewrite(bundle, entries -> {
                String list = new String(entries.get(BundleManifest.NAME), UTF_8);
                assertTrue(list.contains(from), list);
                entries.put(BundleManifest.NAME, list.replace(from, to).getBytes(UTF_8));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    @Reaches({
        ErrorCode.BUNDLE_UNREADABLE,
        ErrorCode.BUNDLE_FOREIGN,
        ErrorCode.BUNDLE_DAMAGED,
        ErrorCode.BUNDLE_UNSAFE,
        ErrorCode.BUNDLE_PLATFORM
    })
    void whatIsNotRightIsRefusedAndChangesNothing(Bad bad) throws Exception {
        export(here, false);
        bad.make(bundle);
        Map<String, String> before = files(there.data);

        EnvironmentException refused = assertThrows(EnvironmentException.class, () -> take(there));

        assertEquals(bad.code, refused.code(), refused.toString());
        assertEquals(bundle, refused.arguments().get(0));
        assertEquals(before, files(there.data));
        assertEquals(List.of(), taken);
    }

    @Test
    @Reaches(ErrorCode.BUNDLE_VERSION)
    void aBundleOfAnOlderVersionIsRefused() throws Exception {
        export(here, false);
        there.updateLock("tqdm");

        assertEquals(
                ErrorCode.BUNDLE_VERSION,
                assertThrows(EnvironmentException.class, () -> take(there)).code());
    }

    @Test
    void aWheelThatIsNotOfTheLockIsRefusedWhateverTheListSays() throws Exception {
        export(here, false);
        String wheel = "wheels/av-1.0-py3-none-any.whl";
        rewrite(bundle, entries -> {
            byte[] forged = entries.get(wheel).clone();
            forged[40] ^= 1;
            String list = new String(entries.get(BundleManifest.NAME), StandardCharsets.UTF_8)
                    .replace(
                            io.fastervox.support.Sha256.of(entries.get(wheel)), io.fastervox.support.Sha256.of(forged));
            entries.put(BundleManifest.NAME, list.getBytes(StandardCharsets.UTF_8));
            entries.put(wheel, forged);
        });

        assertEquals(
                ErrorCode.BUNDLE_VERSION,
                assertThrows(EnvironmentException.class, () -> take(there)).code());
    }

    @Nested
    class WhereItCannotBeWritten {
        private ErrorCode refusal() {
            return assertThrows(EnvironmentException.class, () -> export(here, false))
                    .code();
        }

        @Test
        @Reaches(ErrorCode.BUNDLE_EXISTS)
        void aFileThatIsThereStays() throws Exception {
            Files.writeString(bundle, "mine");

            assertEquals(ErrorCode.BUNDLE_EXISTS, refusal());
            assertEquals("mine", Files.readString(bundle));
            export(here, true);
            assertTrue(Files.size(bundle) > 100);
        }

        @Test
        @Reaches(ErrorCode.BUNDLE_NOT_WRITABLE)
        void aFolderIsNotReplaced() throws Exception {
            Files.createDirectory(bundle);

            assertEquals(ErrorCode.BUNDLE_NOT_WRITABLE, refusal());
        }

        @Test
        void aFolderThatIsNotThereIsNamed() {
            bundle = folder.resolve("nowhere/bundle.zip");

            assertEquals(ErrorCode.BUNDLE_NOT_WRITABLE, refusal());
        }

        @Test
        void anInterruptedExportLeavesNoHalfBundle() throws Exception {
            here.environments().ensure("cpu", ProgressListener.NONE);
            Bundles.Order order =
                    new Bundles.Order("1", "cpu", PlatformId.LINUX, here.archive(), Optional.empty(), bundle, false);

            assertThrows(
                    InterruptedException.class,
                    () -> here.environments().bundles().export(order, progress -> {
                        if (progress.step().equals("export")) {
                            Thread.currentThread().interrupt();
                        }
                    }));

            try (Stream<Path> left = Files.list(folder)) {
                assertFalse(left.anyMatch(file -> file.toString().contains("bundle")));
            }
        }
    }

    @FunctionalInterface
    private interface Change {
        void to(Map<String, byte[]> entries);
    }

    private static void rewrite(Path bundle, Change change) throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(bundle.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        change.to(entries);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
    }
}
