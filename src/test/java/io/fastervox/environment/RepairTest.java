package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.download.DownloadException;
import io.fastervox.environment.Environments.Built;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.Json;
import io.fastervox.support.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** R16: each rung of the ladder, with damage that needs it. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class RepairTest {
    private static final List<String> PACKAGES = List.of("av", "fasterwhisper", "tokenizers");

    @TempDir
    Path folder;

    private final List<List<Problem>> heard = new ArrayList<>();
    private FakeProgram fake;

    @BeforeEach
    void built() throws Exception {
        fake = new FakeProgram(folder, PACKAGES.toArray(String[]::new));
        ensure();
        fake.reset();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private Built ensure() throws Exception {
        return fake.environments().ensure("cpu", ProgressListener.NONE, heard::add);
    }

    private Built repair() throws Exception {
        return fake.environments().repair("cpu", ProgressListener.NONE, heard::add);
    }

    private Repair repairOf(Built built) throws Exception {
        assertEquals(List.of(), fake.environments().check(true));
        assertEquals(Optional.of(built.environment()), fake.environments().live());
        return built.repair().orElseThrow();
    }

    private static Repair expected(Rung rung, String... owners) {
        return new Repair(rung, List.of(owners), Optional.empty());
    }

    private void withoutIndex() throws Exception {
        FileTrees.delete(fake.index());
        Files.createDirectory(fake.index());
    }

    private Path sitePackages() throws Exception {
        return fake.environment(1).resolve("lib/python3.12/site-packages");
    }

    /** As a failing disk does it: the same size and time, other content. */
    private static void flipBit(Path file) throws Exception {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        Files.setLastModifiedTime(file, time);
    }

    /** Package → the identity of its list of files, which is never written in place. */
    private Map<String, Object> installed() throws Exception {
        Map<String, Object> identities = new TreeMap<>();
        for (String name : PACKAGES) {
            Path record = sitePackages().resolve(name + "-1.0.dist-info/RECORD");
            identities.put(name, Files.exists(record) ? Files.readAttributes(record, "unix:ino,ctime") : "none");
        }
        return identities;
    }

    private Set<String> installedAgainSince(Map<String, Object> before) throws Exception {
        Map<String, Object> now = installed();
        now.entrySet().removeAll(before.entrySet());
        return now.keySet();
    }

    enum Damage {
        TRUNCATED_MODULE {
            @Override
            void to(Path site) throws Exception {
                Files.write(site.resolve("av/__init__.py"), new byte[0]);
            }
        },
        DELETED_MODULE {
            @Override
            void to(Path site) throws Exception {
                Files.delete(site.resolve("av/__init__.py"));
            }
        },
        EMPTIED_PACKAGE {
            @Override
            void to(Path site) throws Exception {
                FileTrees.delete(site.resolve("av"));
                FileTrees.delete(site.resolve("av-1.0.dist-info"));
            }
        },
        LOST_LIST {
            @Override
            void to(Path site) throws Exception {
                Files.delete(site.resolve("av-1.0.dist-info/RECORD"));
            }
        },
        A_FOLDER_IN_PLACE_OF_A_FILE {
            @Override
            void to(Path site) throws Exception {
                Files.delete(site.resolve("av/__init__.py"));
                Files.createDirectory(site.resolve("av/__init__.py"));
            }
        };

        abstract void to(Path site) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheDamagedPackageIsInstalledAgainAndNothingIsFetched(Damage damage) throws Exception {
        Map<String, Object> before = installed();
        damage.to(sitePackages());
        withoutIndex();

        Built mended = ensure();

        assertEquals(expected(Rung.PACKAGES, "av"), repairOf(mended));
        assertEquals(fake.environment(1), mended.environment().root());
        assertEquals(Set.of("av"), installedAgainSince(before));
        assertEquals(0, mended.report().bytesFetched());
        assertEquals(List.of("selftest"), fake.calls());
        assertEquals(List.of(List.of("av")), heard.stream().map(Repair::owners).toList());
    }

    @Test
    void aRepairThatFindsNothingWrongRunsTheSelfTest() throws Exception {
        assertEquals(expected(Rung.SELF_TEST), repairOf(repair()));
        assertEquals(List.of("selftest"), fake.calls());
        assertEquals(List.of(), heard);
    }

    @Test
    void compiledCodeThatIsDamagedIsDeleted() throws Exception {
        Files.createDirectory(sitePackages().resolve("av/__pycache__"));
        fake.mode("selftest", "compiled");

        assertEquals(expected(Rung.BYTECODE), repairOf(repair()));
        assertEquals(List.of("selftest", "selftest"), fake.calls());
    }

    @Test
    void aDamagedInterpreterNeedsANewFolderFromTheWheelsThatAreHere() throws Exception {
        Files.writeString(fake.environment(1).resolve("bin/python"), "#!/bin/sh\nexit 1\n");
        withoutIndex();

        Built mended = ensure();

        assertEquals(expected(Rung.NEW_FOLDER, VirtualEnvironment.OWNER), repairOf(mended));
        assertEquals(fake.environment(2), mended.environment().root());
        assertEquals(0, mended.report().bytesFetched());
        assertFalse(Files.exists(fake.environment(1)));
    }

    @Test
    void aSelfTestThatFailsOnRightFilesNeedsANewFolder() throws Exception {
        fake.mode("selftest", "fails-in-1");
        withoutIndex();

        Built mended = repair();

        assertEquals(expected(Rung.NEW_FOLDER), repairOf(mended));
        assertEquals(fake.environment(2), mended.environment().root());
        assertEquals(List.of(List.of()), heard);
    }

    @Test
    void whatCannotBeMendedInPlaceGetsANewFolder() throws Exception {
        Damage.TRUNCATED_MODULE.to(sitePackages());
        fake.mode("selftest", "fails-in-1");
        withoutIndex();

        Built mended = ensure();

        assertEquals(Rung.NEW_FOLDER, repairOf(mended).rung());
        assertTrue(
                mended.repair().orElseThrow().reason().orElseThrow().contains("selftest is broken"),
                mended.repair().toString());
    }

    @Test
    void anEnvironmentThatAProgramRunsInIsLeftAlone() throws Exception {
        Damage.TRUNCATED_MODULE.to(sitePackages());
        Path program = Files.copy(Path.of("/bin/sleep"), fake.environment(1).resolve("worker"));
        Process worker = new ProcessBuilder(program.toString(), "600").start();
        try {
            assertEquals(expected(Rung.NEW_FOLDER, "av"), repairOf(ensure()));
            assertEquals(0, Files.size(fake.module(1, "av")));
        } finally {
            worker.destroyForcibly().waitFor();
        }
    }

    @Test
    void oneWheelThatIsGoneIsTheOnlyOneFetched() throws Exception {
        Damage.TRUNCATED_MODULE.to(sitePackages());
        String wheel = "av-1.0-py3-none-any.whl";
        Files.delete(fake.data.resolve("cache/wheels").resolve(wheel));
        byte[] kept = Files.readAllBytes(fake.index().resolve(wheel));
        withoutIndex();
        Files.write(fake.index().resolve(wheel), kept);

        assertEquals(expected(Rung.REFETCH, "av"), repairOf(ensure()));
    }

    @Test
    void aDamagedWheelIsFetchedAgain() throws Exception {
        Damage.TRUNCATED_MODULE.to(sitePackages());
        flipBit(fake.data.resolve("cache/wheels/av-1.0-py3-none-any.whl"));

        assertEquals(expected(Rung.REFETCH, "av"), repairOf(ensure()));
    }

    @Test
    void whatCannotBeFetchedLeavesTheEnvironmentAsItWas() throws Exception {
        Map<String, Object> before = installed();
        Damage.TRUNCATED_MODULE.to(sitePackages());
        List<Problem> damage = fake.environments().check(true);
        FileTrees.delete(fake.data.resolve("cache/wheels"));
        withoutIndex();

        DownloadException absent = assertThrows(DownloadException.class, this::ensure);

        assertEquals(ErrorCode.DOWNLOAD_NOT_FOUND, absent.code());
        assertEquals(damage, fake.environments().check(true));
        assertEquals(Set.of(), installedAgainSince(before));
    }

    @Test
    void onlyWhatIsInstalledAgainNeedsRoom() throws Exception {
        Damage.TRUNCATED_MODULE.to(sitePackages());
        Files.delete(fake.data.resolve("cache/wheels/tokenizers-1.0-py3-none-any.whl"));
        fake.usableBytes = sizeOf("av");

        assertEquals(expected(Rung.PACKAGES, "av"), repairOf(ensure()));
    }

    @Test
    void withoutRoomTheEnvironmentStaysAsItWas() throws Exception {
        Map<String, Object> before = installed();
        Damage.TRUNCATED_MODULE.to(sitePackages());
        List<Problem> damage = fake.environments().check(true);
        fake.usableBytes = sizeOf("av") - 1;

        DownloadException full = assertThrows(DownloadException.class, this::ensure);

        assertEquals(ErrorCode.DISK_TOO_SMALL, full.code());
        assertEquals(damage, fake.environments().check(true));
        assertEquals(Set.of(), installedAgainSince(before));
        assertEquals(
                Optional.of(fake.environment(1)), fake.environments().live().map(ReadyEnvironment::root));
    }

    /** Bytes of a package as it was installed. */
    private long sizeOf(String name) throws Exception {
        EnvironmentManifest manifest = Json.strict()
                .readValue(
                        Files.readAllBytes(fake.environment(1).resolve("environment.json")), EnvironmentManifest.class);
        return manifest.packages().get(name).files().values().stream()
                .mapToLong(FileFact::bytes)
                .sum();
    }

    @Test
    void theLastRungIsTheProfileThatItFallsBackTo() throws Exception {
        fake.environments().ensure("cuda", ProgressListener.NONE);
        fake.mode("selftest-on-cuda", "fails");

        Built mended = fake.environments().repair("cuda", ProgressListener.NONE, heard::add);

        assertEquals(Rung.CPU, repairOf(mended).rung());
        assertEquals("cpu", mended.environment().profile());
        assertTrue(
                mended.repair().orElseThrow().reason().orElseThrow().contains("selftest is broken"),
                mended.repair().toString());
    }

    @Test
    void aKilledRepairIsContinuedInTheSameFolder() throws Exception {
        Damage.TRUNCATED_MODULE.to(sitePackages());
        fake.mode("selftest", "hangs");
        CountDownLatch verifies = new CountDownLatch(1);
        ExecutorService builder = Executors.newSingleThreadExecutor();
        try {
            Future<Built> build = builder.submit(() -> fake.environments().ensure("cpu", progress -> {
                if (progress.step().equals("verify")) {
                    verifies.countDown();
                }
            }));
            verifies.await();
            builder.shutdownNow();
            assertThrows(ExecutionException.class, build::get);
        } finally {
            builder.shutdownNow();
        }
        fake.reset();
        withoutIndex();
        assertEquals(Optional.empty(), fake.environments().live());

        Built mended = ensure();

        assertEquals(fake.environment(1), mended.environment().root());
        assertEquals(List.of(), fake.environments().check(true));
    }

    @Test
    void theContentIsLookedAtOnceAWeek() throws Exception {
        flipBit(fake.module(1, "av"));
        assertEquals(Optional.empty(), ensure().repair());

        fake.now = fake.now.plus(Duration.ofDays(8));
        assertEquals(expected(Rung.PACKAGES, "av"), repairOf(ensure()));
        flipBit(fake.module(1, "av"));
        fake.now = fake.now.plus(Duration.ofDays(6));
        assertEquals(Optional.empty(), ensure().repair());

        fake.now = fake.now.plus(Duration.ofDays(2));
        assertEquals(expected(Rung.PACKAGES, "av"), repairOf(ensure()));
    }

    @Test
    void aCheckOfTheContentHoldsForAWeek() throws Exception {
        fake.now = fake.now.plus(Duration.ofDays(8));
        ensure();
        flipBit(fake.module(1, "av"));
        fake.now = fake.now.plus(Duration.ofDays(6));

        assertEquals(Optional.empty(), ensure().repair());
    }

    @Nested
    class WithoutAPointer {
        @BeforeEach
        void lost() throws Exception {
            Files.delete(fake.data.resolve("pytorch_env/current.json"));
        }

        @Test
        void theFinishedEnvironmentIsFoundAgain() throws Exception {
            assertEquals(expected(Rung.FOUND), repairOf(ensure()));
            assertEquals(List.of(), fake.calls());
        }

        @Test
        void whatIsFoundIsLookedAtByContentFirst() throws Exception {
            flipBit(fake.module(1, "tokenizers"));

            Built mended = ensure();

            assertEquals(expected(Rung.PACKAGES, "tokenizers"), repairOf(mended));
            assertEquals(fake.environment(1), mended.environment().root());
        }
    }

    @Test
    void aDamagedBaseIsUnpackedAgainAndTold() throws Exception {
        try (var bases = Files.list(fake.data.resolve("python_embed"))) {
            Files.delete(bases.findFirst().orElseThrow().resolve("lib/os.py"));
        }

        assertEquals(expected(Rung.BASE_PYTHON, BaseStore.OWNER), repairOf(ensure()));
    }
}
