package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.desktop.Folders;
import io.fastervox.desktop.PathFacts;
import io.fastervox.download.DownloadException;
import io.fastervox.environment.Component.State;
import io.fastervox.environment.Environments.Built;
import io.fastervox.environment.Environments.Part;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Reaches;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.junit.jupiter.params.provider.CsvSource;

@EnabledOnOs(OS.LINUX)
@Timeout(60)
class EnvironmentsTest {
    @TempDir
    Path folder;

    private FakeProgram fake;

    @BeforeEach
    void program() throws Exception {
        fake = new FakeProgram(folder, "torch", "fasterwhisper", "av");
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private Built ensure() throws Exception {
        return fake.environments().ensure("cpu", ProgressListener.NONE);
    }

    private EnvironmentException fails() {
        return assertThrows(EnvironmentException.class, this::ensure);
    }

    private Map<Component, State> states() throws Exception {
        return fake.environments().status("cpu").components();
    }

    @Nested
    class FromNothing {
        @Test
        void aBuildEndsWithALiveVerifiedEnvironment() throws Exception {
            Built built = ensure();

            assertEquals(
                    new ReadyEnvironment(
                            fake.environment(1), fake.environment(1).resolve("bin/python"), "cpu", fake.lockId()),
                    built.environment());
            assertEquals(Optional.of(built.environment()), fake.environments().live());
            assertEquals(List.of(), fake.environments().check(true));
            assertEquals(List.of(), fake.environments().check(false));
        }

        @Test
        @DisplayName("R20: the download that is told beforehand is all that comes, tools of the base Python included")
        void theDownloadThatIsToldIsAllThatComes() throws Exception {
            Path wheels = fake.data.resolve("cache/wheels");
            ensure();
            long all = FileTrees.bytes(wheels);
            fake.environments().remove(EnumSet.of(Part.ENVIRONMENTS, Part.WHEEL_CACHE));
            ensure();
            long withoutTools = FileTrees.bytes(wheels);
            fake.environments().remove(EnumSet.allOf(Part.class));
            Path shipped = Files.createDirectory(fake.index().resolveSibling("wheels"));
            for (String tool : List.of("pip", "virtualenv")) {
                String wheel = tool + "-1.0-py3-none-any.whl";
                Files.move(fake.index().resolve(wheel), shipped.resolve(wheel));
            }
            ensure();

            assertTrue(withoutTools < all);
            assertEquals(
                    List.of(all, withoutTools, withoutTools),
                    fake.plans().stream().map(BuildPlan::downloadBytes).toList());
        }

        @Test
        @DisplayName("a wheel that came with the program and is damaged is fetched like one that did not come")
        void aDamagedShippedWheelIsFetched() throws Exception {
            Path shipped = Files.createDirectory(fake.index().resolveSibling("wheels"));
            for (String tool : List.of("pip", "virtualenv")) {
                String wheel = tool + "-1.0-py3-none-any.whl";
                Files.copy(fake.index().resolve(wheel), shipped.resolve(wheel));
            }
            Path damaged = shipped.resolve("virtualenv-1.0-py3-none-any.whl");
            byte[] content = Files.readAllBytes(damaged);
            content[content.length / 2] ^= 1;
            Files.write(damaged, content);
            ensure();

            assertEquals(
                    List.of(FileTrees.bytes(fake.data.resolve("cache/wheels"))
                            - Files.size(shipped.resolve("pip-1.0-py3-none-any.whl"))),
                    fake.plans().stream().map(BuildPlan::downloadBytes).toList());
            assertEquals(List.of(), fake.environments().check(true));
        }

        @Test
        @DisplayName("R15: the four components are shown before and after")
        void theComponentsAreShownBeforeAndAfter() throws Exception {
            assertEquals(
                    Map.of(
                            Component.EMBEDDABLE_PYTHON, State.MISSING,
                            Component.VIRTUAL_ENVIRONMENT, State.MISSING,
                            Component.PYTORCH, State.MISSING,
                            Component.WHISPER, State.MISSING),
                    states());
            ensure();
            assertEquals(
                    Map.of(
                            Component.EMBEDDABLE_PYTHON, State.READY,
                            Component.VIRTUAL_ENVIRONMENT, State.READY,
                            Component.PYTORCH, State.READY,
                            Component.WHISPER, State.READY),
                    states());
        }

        @Test
        @DisplayName("R15: a lean profile shows PyTorch as not needed")
        void aLeanProfileNeedsNoPyTorch() throws Exception {
            try (FakeProgram lean = new FakeProgram(Files.createDirectory(folder.resolve("lean")), "av")) {
                assertEquals(
                        State.NOT_NEEDED,
                        lean.environments().status("cpu").components().get(Component.PYTORCH));
            }
        }

        @Test
        @DisplayName("R15: each profile shows its own four components, whichever is live")
        void eachProfileShowsItsOwnComponents() throws Exception {
            ensure();
            fake.mode("selftest-on-cuda", "fails");
            EnvironmentStatus nothing = fake.environments().status("cuda");
            assertThrows(
                    EnvironmentException.class, () -> fake.environments().candidate("cuda", ProgressListener.NONE));
            EnvironmentStatus begun = fake.environments().status("cuda");
            fake.reset();
            fake.environments().candidate("cuda", ProgressListener.NONE);
            EnvironmentStatus beside = fake.environments().status("cuda");
            EnvironmentStatus live = fake.environments().status("cpu");

            assertEquals(ofCuda(State.MISSING, State.MISSING), nothing.components());
            assertEquals(ofCuda(State.READY, State.INCOMPLETE), begun.components());
            assertEquals(ofCuda(State.READY, State.READY), beside.components());
            assertEquals(
                    List.of("cpu", "cpu", "cpu"),
                    Stream.of(nothing, begun, beside)
                            .map(status -> status.live().orElseThrow().profile())
                            .toList());
            assertEquals(
                    List.of(false, false, false, true),
                    Stream.of(nothing, begun, beside, live)
                            .map(EnvironmentStatus::isReady)
                            .toList());
        }

        private Map<Component, State> ofCuda(State virtualEnvironment, State whisper) {
            return Map.of(
                    Component.EMBEDDABLE_PYTHON,
                    State.READY,
                    Component.VIRTUAL_ENVIRONMENT,
                    virtualEnvironment,
                    Component.PYTORCH,
                    State.NOT_NEEDED,
                    Component.WHISPER,
                    whisper);
        }

        @Test
        void everyStepIsTimedAndTheBytesAreCounted() throws Exception {
            BuildReport report = ensure().report();

            assertEquals(
                    EnumSet.complementOf(EnumSet.of(BuildStep.WAIT, BuildStep.FETCH_PYTHON)),
                    EnumSet.copyOf(report.steps().stream()
                            .map(BuildReport.Timing::step)
                            .toList()));
            // The folder that serves as index is on this machine, so nothing came over a network.
            assertEquals(0, report.bytesFetched());
            assertTrue(report.bytesReused() > 0);
        }

        @Test
        void whatIsReadyIsNotBuiltAgain() throws Exception {
            ensure();
            fake.reset();

            assertEquals(List.of(), ensure().report().steps());
            assertEquals(List.of(), fake.calls());
        }

        @Test
        @Reaches(ErrorCode.DISK_TOO_SMALL)
        void tooLittleDiskIsToldBeforeAnythingIsDone() throws Exception {
            fake.usableBytes = 100;

            DownloadException full = assertThrows(DownloadException.class, EnvironmentsTest.this::ensure);

            assertEquals(ErrorCode.DISK_TOO_SMALL, full.code());
            assertEquals(fake.data.toString(), full.arguments().get(0));
            assertEquals(0L, full.arguments().get(2));
            assertFalse(Files.exists(fake.data.resolve("python_embed")));
        }

        @Test
        void whatHasComeInPartIsNotDemandedAgain() throws Exception {
            fake.usableBytes = 1_000_000_000;
            long before = fake.environments().spareBytes("cpu");
            Path wheels = Files.createDirectories(fake.data.resolve("cache/wheels"));

            Files.write(wheels.resolve("av-1.0-py3-none-any.whl.part"), new byte[100]);

            assertEquals(before + 100, fake.environments().spareBytes("cpu"));
        }

        @Test
        void whatABuildLeavesOnTheDiskIsTold() throws Exception {
            fake.usableBytes = 1_000_000_000;
            long before = fake.environments().spareBytes("cpu");
            ensure();

            // 60 MB of base Python, 1000 bytes of environment and the wheels, which are small
            assertEquals(939, before / 1_000_000);
            assertEquals(1_000_000_000, fake.environments().spareBytes("cpu"));
        }

        @Test
        void theIndexCanBeAskedWhileTheBuildGoesOn() throws Exception {
            fake.mode("selftest", "hangs");
            FutureTask<Built> build = new FutureTask<>(EnvironmentsTest.this::ensure);
            Thread builder = new Thread(build, "builder");
            builder.start();
            try {
                assertEquals(
                        List.of(fake.index().resolve("av-1.0-py3-none-any.whl").toUri()),
                        fake.environments()
                                .packageIndex()
                                .locate("av", "av-1.0-py3-none-any.whl", "0".repeat(64))
                                .known());
                assertFalse(build.isDone());
            } finally {
                builder.interrupt();
                builder.join();
            }
        }

        @Test
        void aWheelThatNoIndexHasIsNamed() throws Exception {
            Files.delete(fake.index().resolve("av-1.0-py3-none-any.whl"));

            DownloadException absent = assertThrows(DownloadException.class, () -> ensure());

            assertEquals(ErrorCode.DOWNLOAD_NOT_FOUND, absent.code());
            assertEquals("av-1.0-py3-none-any.whl", absent.arguments().get(0));
        }
    }

    @Nested
    class ContinuesFromTheFirstMissingPiece {
        @Test
        @DisplayName("R15: whisper failed, so whisper only")
        @Reaches(ErrorCode.ENVIRONMENT_SELF_TEST_FAILED)
        void whisperFailedSoWhisperOnly() throws Exception {
            fake.mode("selftest", "fails");
            assertEquals(ErrorCode.ENVIRONMENT_SELF_TEST_FAILED, fails().code());
            // As when the wheel could not be unpacked: other files are there, the list that proves the package is not.
            Files.delete(record("fasterwhisper"));
            Map<String, Object> before = installed();
            fake.reset();

            ensure();

            assertEquals(Set.of("fasterwhisper"), changedSince(before));
            assertEquals(List.of("selftest"), fake.calls());
        }

        @Test
        @DisplayName("R15: torch there, whisper not, so from whisper")
        void torchThereWhisperNotSoFromWhisper() throws Exception {
            ensure();
            // As after a kill in the middle of the second package.
            Path site = fake.environment(1).resolve("lib/python3.12/site-packages");
            String own = Files.readString(fake.environment(1).resolve("environment.json"));
            Files.delete(site.resolve("fasterwhisper-1.0.dist-info/RECORD"));
            Files.delete(site.resolve("av/__init__.py"));
            interrupted(own);
            Map<String, Object> before = installed();
            fake.reset();

            assertEquals(State.INCOMPLETE, states().get(Component.WHISPER));
            assertEquals(State.READY, states().get(Component.VIRTUAL_ENVIRONMENT));
            Built built = ensure();

            assertEquals(fake.environment(1), built.environment().root());
            assertEquals(Set.of("av", "fasterwhisper"), changedSince(before));
            assertEquals(List.of("selftest"), fake.calls());
            assertEquals(0, built.report().bytesFetched());
        }

        @Test
        @DisplayName("R15: unpacked but no virtual environment, so from there")
        void unpackedButNoVirtualEnvironmentSoFromThere() throws Exception {
            fake.mode("virtualenv", "fails");
            assertEquals(List.of("virtualenv", "virtualenv is broken"), fails().arguments());
            assertEquals(State.READY, states().get(Component.EMBEDDABLE_PYTHON));
            assertEquals(State.INCOMPLETE, states().get(Component.VIRTUAL_ENVIRONMENT));
            FileTime unpacked = Files.getLastModifiedTime(base().resolve(".complete"));
            fake.reset();

            ensure();

            assertEquals(unpacked, Files.getLastModifiedTime(base().resolve(".complete")));
            assertEquals(
                    fake.environment(1),
                    fake.environments().live().orElseThrow().root());
        }

        @Test
        void aFailedSelfTestIsTriedAgainWithoutInstallingAgain() throws Exception {
            fake.mode("selftest", "fails");
            assertEquals(ErrorCode.ENVIRONMENT_SELF_TEST_FAILED, fails().code());
            assertEquals(Optional.empty(), fake.environments().live());
            fake.reset();

            ensure();

            assertEquals(List.of("selftest"), fake.calls());
        }

        @Test
        void aWheelThatWasDamagedInTheCacheIsFetchedAgain() throws Exception {
            Path right = fake.index().resolve("av-1.0-py3-none-any.whl");
            byte[] content = Files.readAllBytes(right);
            content[20] ^= 1;
            Path wheel = fake.data.resolve("cache/wheels").resolve(right.getFileName());
            Files.createDirectories(wheel.getParent());
            Files.write(wheel, content);

            ensure();

            assertEquals(-1L, Files.mismatch(wheel, right));
        }

        @Test
        void aHalfUnpackedPackageOfAnEarlierRunIsReadAgainAndRedone() throws Exception {
            fake.mode("selftest", "fails");
            fails();
            Path module = fake.module(1, "av");
            FileTime time = Files.getLastModifiedTime(module);
            Files.writeString(module, "name = 'xx'\n");
            Files.setLastModifiedTime(module, time);
            Map<String, Object> before = installed();
            fake.reset();

            ensure();

            assertEquals(Set.of("av"), changedSince(before));
            assertEquals("name = 'av'\n", Files.readString(module));
            assertEquals(List.of(), fake.environments().check(true));
        }

        private Path record(String name) throws Exception {
            return fake.environment(1).resolve("lib/python3.12/site-packages/" + name + "-1.0.dist-info/RECORD");
        }

        /** Package → the identity of its list, which is never written in place. */
        private Map<String, Object> installed() throws Exception {
            Map<String, Object> identities = new TreeMap<>();
            for (String name : List.of("av", "fasterwhisper", "torch")) {
                Path record = record(name);
                identities.put(name, Files.exists(record) ? Files.readAttributes(record, "unix:ino,ctime") : "none");
            }
            return identities;
        }

        private Set<String> changedSince(Map<String, Object> before) throws Exception {
            Map<String, Object> now = installed();
            now.entrySet().removeAll(before.entrySet());
            return now.keySet();
        }

        private Path base() throws Exception {
            try (Stream<Path> bases = Files.list(fake.data.resolve("python_embed"))) {
                return bases.findFirst().orElseThrow();
            }
        }

        /** Turns the finished first environment back into one whose packages were being installed. */
        private void interrupted(String manifest) throws Exception {
            EnvironmentManifest finished =
                    io.fastervox.support.Json.strict().readValue(manifest, EnvironmentManifest.class);
            new EnvironmentFolder(fake.environment(1), PlatformId.LINUX)
                    .write(new BuildState(
                            BuildState.VERSION,
                            finished.root(),
                            finished.lockId(),
                            finished.profile(),
                            finished.base(),
                            Optional.of(finished.own())));
            Files.delete(fake.data.resolve("pytorch_env/current.json"));
        }
    }

    @Nested
    class MisbehavingTools {
        @ParameterizedTest
        @CsvSource({
            "virtualenv, fails,        ENVIRONMENT_INSTALL_FAILED",
            "virtualenv, dies,         ENVIRONMENT_INSTALL_FAILED",
            "virtualenv, says-nothing, ENVIRONMENT_INSTALL_FAILED",
            "virtualenv, full,         DISK_FULL",
            "selftest,   fails,        ENVIRONMENT_SELF_TEST_FAILED",
            "selftest,   dies,         ENVIRONMENT_SELF_TEST_FAILED",
            "selftest,   says-nothing, ENVIRONMENT_SELF_TEST_FAILED",
            "selftest,   garbage,      ENVIRONMENT_SELF_TEST_FAILED"
        })
        void endTheBuildWithACodeAndTheOldEnvironmentStaysLive(String tool, String mode, ErrorCode code)
                throws Exception {
            Built old = ensure();
            fake.updateLock("tqdm");
            fake.mode(tool, mode);

            assertEquals(code, fails().code());

            assertEquals(Optional.of(old.environment()), fake.environments().live());
            assertEquals(List.of(), fake.environments().check(true));
            fake.reset();
            assertEquals(fake.lockId(), ensure().environment().lockId());
        }

        @Test
        void aWheelThatIsNotWhatItsRecordStatesEndsTheBuildAndTheOldEnvironmentStaysLive() throws Exception {
            Built old = ensure();
            fake.updateLockWithBrokenWheel("tqdm");

            EnvironmentException refused = fails();

            assertEquals(ErrorCode.ENVIRONMENT_INSTALL_FAILED, refused.code());
            assertEquals("tqdm", refused.arguments().get(0));
            assertEquals(Optional.of(old.environment()), fake.environments().live());
            fake.updateLock("tqdm");
            assertEquals(fake.lockId(), ensure().environment().lockId());
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                {"packages":{"av":"1.0","fasterwhisper":"1.0","torch":"2"},"compute_types":["float32"],"seconds":6,"speech_seconds":5}
                {"packages":{"av":"1.0","fasterwhisper":"1.0"},"compute_types":["float32"],"seconds":6,"speech_seconds":5}
                {"packages":{"av":"1.0","fasterwhisper":"1.0","torch":"1.0"},"compute_types":[],"seconds":6,"speech_seconds":5}
                {"packages":{"av":"1.0","fasterwhisper":"1.0","torch":"1.0"},"compute_types":["float32"],"seconds":6,"speech_seconds":1}
                {"packages":{"av":"1.0","fasterwhisper":"1.0","torch":"1.0"},"compute_types":["float32"],"seconds":0,"speech_seconds":0}
                """)
        void aSelfTestThatAnswersWrongIsAFailure(String answer) throws Exception {
            fake.mode("selftest", "answers");
            Files.writeString(fake.control.resolve("answer"), answer);

            assertEquals(ErrorCode.ENVIRONMENT_SELF_TEST_FAILED, fails().code());
        }

        @ParameterizedTest
        @CsvSource({"virtualenv", "selftest"})
        void aHangingToolIsKilledWhenTheBuildIsInterrupted(String tool) throws Exception {
            fake.mode(tool, "hangs");
            ExecutorService builder = Executors.newSingleThreadExecutor();
            try {
                Future<Built> build = builder.submit(EnvironmentsTest.this::ensure);
                long pid = awaitPid();
                builder.shutdownNow();
                assertTrue(builder.awaitTermination(20, TimeUnit.SECONDS));

                Exception end = assertThrows(java.util.concurrent.ExecutionException.class, build::get);
                assertInstanceOf(InterruptedException.class, end.getCause());
                ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
            } finally {
                builder.shutdownNow();
            }
            fake.reset();
            ensure();
        }

        private long awaitPid() throws Exception {
            Path file = fake.control.resolve("pid");
            try (var watch = folder.getFileSystem().newWatchService()) {
                fake.control.register(
                        watch,
                        java.nio.file.StandardWatchEventKinds.ENTRY_CREATE,
                        java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY);
                while (!Files.exists(file) || Files.readString(file).isBlank()) {
                    watch.poll(1, TimeUnit.SECONDS);
                }
            }
            return Long.parseLong(Files.readString(file).strip());
        }
    }

    @Nested
    class Damage {
        @Test
        @DisplayName("R16: a truncated module is found at the start and repaired without fetching")
        void aTruncatedModuleIsFoundAndRepaired() throws Exception {
            ensure();
            Files.write(fake.module(1, "av"), new byte[0]);
            Problem damage = new Problem("av", "lib/python3.12/site-packages/av/__init__.py", Problem.Kind.CHANGED);

            assertEquals(List.of(damage), fake.environments().check(false));
            assertEquals(State.DAMAGED, states().get(Component.WHISPER));
            Built repaired = ensure();

            assertEquals(fake.environment(1), repaired.environment().root());
            assertEquals(0, repaired.report().bytesFetched());
            assertEquals(List.of(), fake.environments().check(true));
        }

        @Test
        void aFlippedBitIsFoundByTheFullCheckAlone() throws Exception {
            ensure();
            Path module = fake.module(1, "torch");
            FileTime time = Files.getLastModifiedTime(module);
            byte[] content = Files.readAllBytes(module);
            content[0] ^= 1;
            Files.write(module, content);
            Files.setLastModifiedTime(module, time);

            assertEquals(List.of(), fake.environments().check(false));
            assertEquals(
                    List.of(new Problem(
                            "torch", "lib/python3.12/site-packages/torch/__init__.py", Problem.Kind.CHANGED)),
                    fake.environments().check(true));
        }

        @Test
        void theInterpreterIsCheckedToo() throws Exception {
            ensure();
            Files.writeString(fake.environment(1).resolve("bin/python"), "#!/bin/sh\nexit 1\n");

            assertEquals(
                    List.of(new Problem(VirtualEnvironment.OWNER, "bin/python", Problem.Kind.CHANGED)),
                    fake.environments().check(true));
            assertEquals(State.DAMAGED, states().get(Component.VIRTUAL_ENVIRONMENT));
        }

        @Test
        void aFileTooManyIsReportedButIsNoReasonToBuildAgain() throws Exception {
            ensure();
            Files.writeString(fake.module(1, "av").resolveSibling("more.py"), "x");
            fake.reset();

            assertEquals(
                    List.of(new Problem("av", "lib/python3.12/site-packages/av/more.py", Problem.Kind.EXTRA)),
                    fake.environments().check(false));
            ensure();
            assertEquals(List.of(), fake.calls());
        }

        @Test
        void aDamagedBaseIsUnpackedAgainUnderTheSameEnvironment() throws Exception {
            Built built = ensure();
            try (Stream<Path> bases = Files.list(fake.data.resolve("python_embed"))) {
                Files.delete(bases.findFirst().orElseThrow().resolve("lib/os.py"));
            }
            fake.reset();

            assertEquals(State.DAMAGED, states().get(Component.EMBEDDABLE_PYTHON));
            assertEquals(built.environment(), ensure().environment());
            assertEquals(List.of(), fake.environments().check(true));
        }

        @ParameterizedTest
        @CsvSource({
            "''",
            "'{\"version\":1,'",
            "'{\"version\":1,\"folder\":\"../x\"}'",
            "'{\"version\":2,\"folder\":\"x\"}'",
            "gone"
        })
        void aLostOrGarbledPointerIsWrittenAgainWithoutABuild(String content) throws Exception {
            Built built = ensure();
            Path current = fake.data.resolve("pytorch_env/current.json");
            if (content.equals("gone")) {
                Files.delete(current);
            } else {
                Files.writeString(current, content);
            }
            fake.reset();

            assertEquals(Optional.empty(), fake.environments().live());
            assertEquals(built.environment(), ensure().environment());
            assertEquals(List.of(), fake.calls());
        }

        @Test
        void aGarbledManifestMakesANewEnvironment() throws Exception {
            ensure();
            Files.writeString(fake.environment(1).resolve("environment.json"), "{");

            assertEquals(fake.environment(2), ensure().environment().root());
        }
    }

    @Nested
    class Updating {
        @Test
        @DisplayName("R21: a new lock is built beside the old environment and only what is new is fetched")
        void aNewLockIsBuiltBesideTheOldEnvironment() throws Exception {
            Built old = ensure();
            fake.updateLock("tqdm");
            assertFalse(fake.environments().status("cpu").upToDate());

            Built updated = ensure();

            assertEquals(fake.environment(1), updated.environment().root());
            assertFalse(updated.environment().lockId().equals(old.environment().lockId()));
            assertFalse(Files.exists(old.environment().root()));
            assertTrue(fake.environments().status("cpu").upToDate());
        }

        @Test
        @DisplayName("R21: the old environment serves until the new one is there")
        void theOldEnvironmentServesMeanwhile() throws Exception {
            Built old = ensure();
            assertEquals(Optional.empty(), fake.environments().outdated("cpu"));
            fake.updateLock("tqdm");

            assertEquals(Optional.of(old.environment()), fake.environments().outdated("cpu"));
            ensure();
            assertEquals(Optional.empty(), fake.environments().outdated("cpu"));
        }

        @Test
        void anOldEnvironmentThatIsDamagedServesNoMore() throws Exception {
            ensure();
            fake.updateLock("tqdm");
            Files.delete(fake.data
                    .resolve("pytorch_env")
                    .resolve(current())
                    .resolve("lib/python3.12/site-packages/av/__init__.py"));

            assertEquals(Optional.empty(), fake.environments().outdated("cpu"));
        }

        @Test
        void anOldEnvironmentOnADamagedBaseServesNoMore() throws Exception {
            ensure();
            fake.updateLock("tqdm");
            try (Stream<Path> bases = Files.list(fake.data.resolve("python_embed"))) {
                Files.delete(bases.findFirst().orElseThrow().resolve("lib/os.py"));
            }

            assertEquals(Optional.empty(), fake.environments().outdated("cpu"));
        }

        private String current() throws Exception {
            return String.valueOf(
                    fake.environments().live().orElseThrow().root().getFileName());
        }
    }

    @Nested
    class InAFolderOfTwoNames {
        private Path lasting = Path.of("");

        @BeforeEach
        void asBehindASubstitutedDrive() throws Exception {
            lasting = Files.createDirectory(folder.resolve("real"));
            Files.createSymbolicLink(fake.data, lasting);
            fake.buildFolder = new BuildFolder(
                    new Folders() {
                        @Override
                        public Path data() {
                            return fake.data;
                        }

                        @Override
                        public Path documents() {
                            throw new AssertionError("not asked for");
                        }

                        @Override
                        public Path ofAdministrators() {
                            throw new AssertionError("not asked for");
                        }

                        @Override
                        public PathFacts facts(Path asked) {
                            return new PathFacts(asked, lasting, false, Optional.empty(), true, 1);
                        }
                    },
                    PlatformId.WINDOWS);
        }

        @Test
        void theBuildGoesWhereTheChoiceSays() throws Exception {
            Built built = ensure();

            assertTrue(built.environment().root().startsWith(lasting), built.toString());
            assertTrue(built.environment().python().startsWith(lasting), built.toString());
        }

        @Test
        void theEnvironmentIsFoundUnderEitherName() throws Exception {
            Built built = ensure();
            fake.reset();

            assertEquals(Optional.of(built.environment()), fake.environments().live());
            assertEquals(List.of(), fake.environments().check(true));
            assertEquals(built.environment(), ensure().environment());
            assertEquals(List.of(), fake.calls());
        }

        @Test
        @Reaches(ErrorCode.ENVIRONMENT_IN_USE)
        void aProgramThatRunsFromItIsSeenUnderEitherName() throws Exception {
            Built built = ensure();
            Path program =
                    Files.copy(Path.of("/bin/sleep"), built.environment().root().resolve("worker"));
            Process worker = new ProcessBuilder(program.toString(), "600").start();
            try {
                EnvironmentException refused = assertThrows(
                        EnvironmentException.class, () -> fake.environments().remove(EnumSet.allOf(Part.class)));
                assertEquals(ErrorCode.ENVIRONMENT_IN_USE, refused.code());
            } finally {
                worker.destroyForcibly().waitFor();
            }
        }

        @Test
        void aMovedEnvironmentIsNone() throws Exception {
            ensure();
            Files.move(lasting, folder.resolve("elsewhere"));
            Files.delete(fake.data);
            Files.createSymbolicLink(fake.data, folder.resolve("elsewhere"));

            assertEquals(Optional.empty(), fake.environments().live());
        }
    }

    @Nested
    class Together {
        @Test
        void aSecondBuilderSaysThatItWaitsAndFindsTheWorkDone() throws Exception {
            Path lock = fake.data.resolve("pytorch_env/.builder.lock");
            CountDownLatch waits = new CountDownLatch(1);
            ProgressListener listener = progress -> {
                if (progress.step().equals("wait")) {
                    waits.countDown();
                }
            };
            ExecutorService second = Executors.newSingleThreadExecutor();
            try {
                Built first = ensure();
                Files.delete(fake.data.resolve("pytorch_env/current.json"));
                Files.createDirectories(lock.getParent());
                OsLock held = OsLock.tryAcquire(lock).orElseThrow();
                Future<Built> waiting = second.submit(() -> fake.environments().ensure("cpu", listener));
                waits.await();
                Progress begun = Progress.started(BuildStep.VERIFY.key());
                assertEquals(
                        Optional.of(begun), fake.environments().status("cpu").building());
                Progress fetching = new Progress(BuildStep.FETCH.key(), "a.whl", 1, 4, Progress.Unit.BYTES);
                new Layout(fake.data).progress().write(fetching);
                assertEquals(
                        Optional.of(fetching), fake.environments().status("cpu").building());
                fake.reset();
                Files.writeString(
                        fake.data.resolve("pytorch_env/current.json"),
                        "{\"version\":1,\"folder\":\"" + fake.environment(1).getFileName() + "\"}");
                held.close();

                assertEquals(first.environment(), waiting.get().environment());
                assertEquals(List.of(), fake.calls());
            } finally {
                second.shutdownNow();
            }
        }
    }

    @Nested
    class Following {
        @Test
        void whoWaitsSeesTheStepsOfTheOneWhoBuilds() throws Exception {
            Files.createDirectories(fake.data);
            fake.mode("selftest", "hangs");
            CountDownLatch verifies = new CountDownLatch(1);
            CountDownLatch seen = new CountDownLatch(1);
            ExecutorService both = Executors.newFixedThreadPool(2);
            try {
                both.submit(() -> fake.environments().ensure("cpu", progress -> {
                    if (progress.step().equals("verify")) {
                        verifies.countDown();
                    }
                }));
                verifies.await();
                both.submit(() -> fake.environments().ensure("cpu", progress -> {
                    if (progress.step().equals("verify")) {
                        seen.countDown();
                    }
                }));
                seen.await();
            } finally {
                both.shutdownNow();
                assertTrue(both.awaitTermination(20, TimeUnit.SECONDS));
            }
            assertFalse(Files.exists(fake.data.resolve("pytorch_env/.progress.json")));
        }

        @Test
        void bytesOfTheOtherAreToldAsTheyAre() throws Exception {
            Path lock = fake.data.resolve("pytorch_env/.builder.lock");
            io.fastervox.support.Progress half = new io.fastervox.support.Progress(
                    "fetch", "av.whl", 50, 100, io.fastervox.support.Progress.Unit.BYTES);
            CountDownLatch seen = new CountDownLatch(1);
            ExecutorService second = Executors.newSingleThreadExecutor();
            try (OsLock held = OsLock.tryAcquire(lock).orElseThrow()) {
                new ProgressFile(lock.resolveSibling(".progress.json")).write(half);
                Future<Built> waiting = second.submit(() -> fake.environments().ensure("cpu", progress -> {
                    if (progress.equals(half)) {
                        seen.countDown();
                    }
                }));
                seen.await();
                waiting.cancel(true);
                assertFalse(held.toString().isEmpty());
            } finally {
                second.shutdownNow();
            }
        }
    }

    @Nested
    class Removing {
        @Test
        @DisplayName("R20: removing tells the bytes and leaves nothing")
        void removingTellsTheBytesAndLeavesNothing() throws Exception {
            ensure();
            EnvironmentStatus.Sizes sizes = fake.environments().status("cpu").bytes();

            long freed = fake.environments().remove(EnumSet.allOf(Part.class));

            assertEquals(sizes.basePython() + sizes.environments() + sizes.wheelCache(), freed);
            try (Stream<Path> left = Files.list(fake.data)) {
                assertEquals(List.of(), left.toList());
            }
        }

        @Test
        @DisplayName("R20: what killed programs left goes too")
        void whatIsRememberedAndWhatKilledProgramsLeftGoesToo() throws Exception {
            ensure();
            for (String left : List.of("pytorch_env/.1.tmp", "cache/.2.tmp", "cache/published.json")) {
                Files.writeString(fake.data.resolve(left), "{}");
            }

            fake.environments().remove(EnumSet.allOf(Part.class));

            try (Stream<Path> left = Files.list(fake.data)) {
                assertEquals(List.of(), left.toList());
            }
        }

        @Test
        void theCacheAloneCanBeRemoved() throws Exception {
            ensure();

            fake.environments().remove(EnumSet.of(Part.WHEEL_CACHE));

            assertEquals(List.of(), fake.environments().check(true));
            assertEquals(0, fake.environments().status("cpu").bytes().wheelCache());
        }

        @Test
        void nothingIsRemovedWhileAnotherBuilds() throws Exception {
            Built built = ensure();
            try (OsLock held = OsLock.tryAcquire(fake.data.resolve("pytorch_env/.builder.lock"))
                    .orElseThrow()) {
                assertFalse(held.toString().isEmpty());
                EnvironmentException refused = assertThrows(
                        EnvironmentException.class, () -> fake.environments().remove(EnumSet.allOf(Part.class)));
                assertEquals(ErrorCode.ENVIRONMENT_IN_USE, refused.code());
            }
            assertEquals(Optional.of(built.environment()), fake.environments().live());
        }

        @Test
        void nothingIsRemovedWhileAProgramRunsFromIt() throws Exception {
            ensure();
            Path program = Files.copy(Path.of("/bin/sleep"), fake.environment(1).resolve("worker"));
            Process worker = new ProcessBuilder(program.toString(), "600").start();
            try {
                EnvironmentException refused = assertThrows(
                        EnvironmentException.class, () -> fake.environments().remove(EnumSet.allOf(Part.class)));
                assertEquals("process " + worker.pid(), refused.arguments().get(1));
            } finally {
                worker.destroyForcibly().waitFor();
            }
        }

        @Test
        @Reaches(ErrorCode.ENVIRONMENT_MISSING)
        void withoutAnEnvironmentThereIsNothingToCheck() {
            EnvironmentException missing = assertThrows(
                    EnvironmentException.class, () -> fake.environments().check(true));

            assertEquals(ErrorCode.ENVIRONMENT_MISSING, missing.code());
        }
    }
}
