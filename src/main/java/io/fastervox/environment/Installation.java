package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/** A folder on its way from nothing to a verified environment; begins where an interrupted build stopped. */
final class Installation {
    private final EnvironmentFolder folder;
    private final Desired desired;
    private final Claims claims = new Claims();
    /** Package → its files as they were when their content was proven: read by this run, or written by it. */
    private final Map<String, Map<String, FileFact>> proven = new ConcurrentHashMap<>();

    private Installation(EnvironmentFolder folder, Desired desired) {
        this.folder = folder;
        this.desired = desired;
    }

    /**
     * Takes up an interrupted folder, or begins a new one.
     *
     * @param checked what a look at its packages by content has just found; empty: they have to be looked at
     */
    static Installation begin(EnvironmentStore store, Desired desired, Optional<PackageCheck> checked)
            throws IOException, InterruptedException {
        Optional<EnvironmentFolder> interrupted = store.interrupted(desired);
        if (interrupted.isPresent()) {
            Installation continued = new Installation(interrupted.get(), desired);
            if (continued.takeUp(checked)) {
                return continued;
            }
            FileTrees.delete(interrupted.get().root());
        }
        Installation fresh = new Installation(interrupted.orElse(store.next(desired)), desired);
        fresh.mark();
        return fresh;
    }

    private void mark() throws IOException {
        Files.createDirectories(folder.root());
        folder.write(new BuildState(
                BuildState.VERSION,
                folder.root().toString(),
                desired.lock().id(),
                desired.profile().id(),
                desired.base(),
                Optional.empty()));
    }

    /**
     * Keeps the packages that an earlier run left whole, by the content of every file, and deletes the rest.
     *
     * @return false if the virtual environment itself is not as it was made
     */
    private boolean takeUp(Optional<PackageCheck> checked) throws IOException, InterruptedException {
        Optional<Map<String, FileFact>> made = folder.state().flatMap(BuildState::own);
        if (made.isEmpty()) {
            return false;
        }
        PackageCheck check = checked.isPresent()
                ? checked.get()
                : PackageCheck.of(
                        folder.root(),
                        folder.virtualEnvironment().sitePackages(),
                        desired.lock().versions());
        SortedMap<String, FileFact> found = FolderScan.of(folder.root());
        found.forEach((path, fact) -> {
            String owner = check.owners().getOrDefault(path, "");
            if (check.whole().contains(owner)) {
                proven.computeIfAbsent(owner, name -> new TreeMap<>()).put(path, fact);
            }
        });
        for (Map.Entry<String, Map<String, FileFact>> whole : proven.entrySet()) {
            Set<String> empty = whole.getValue().entrySet().stream()
                    .filter(file -> file.getValue().bytes() == 0)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            claims.claim(whole.getKey(), whole.getValue().keySet(), empty);
        }
        Map<String, FileFact> own = unclaimed(made.get());
        if (!ManifestCheck.full(folder.root(), own, found, VirtualEnvironment.OWNER)
                .isEmpty()) {
            return false;
        }
        for (String path : found.keySet()) {
            if (!own.containsKey(path) && !claims.isClaimed(path) && !EnvironmentFolder.isOurs(path)) {
                FileTrees.delete(folder.root().resolve(path));
            }
        }
        return true;
    }

    EnvironmentFolder folder() {
        return folder;
    }

    /** Packages that have to be installed. */
    List<LockedWheel> outstanding() {
        return desired.lock().wheels().stream()
                .filter(wheel -> !proven.containsKey(wheel.name()))
                .toList();
    }

    boolean hasVirtualEnvironment() throws IOException {
        return folder.state().flatMap(BuildState::own).isPresent();
    }

    /** May run while wheels are unpacked into it. */
    void createVirtualEnvironment(Base base, IsolatedPython isolated)
            throws EnvironmentException, IOException, InterruptedException {
        Map<String, FileFact> made =
                folder.virtualEnvironment().create(base, isolated, path -> !claims.isClaimed(path));
        folder.write(folder.state().orElseThrow().withOwn(made));
    }

    /**
     * Unpacks a wheel whose SHA-256 has been proven. Thread-safe.
     *
     * @param virtualEnvironment waits until that is made: packages may replace files of it, as with pip
     */
    void install(Path file, LockedWheel wheel, ExecutorService pool, WheelUnpacking.Outside virtualEnvironment)
            throws EnvironmentException, IOException, InterruptedException {
        WheelUnpacking unpacking =
                new WheelUnpacking(folder.root(), folder.virtualEnvironment().sitePackages(), claims, pool);
        SortedMap<String, FileFact> written = unpacking.install(file, wheel, virtualEnvironment);
        written.keySet().removeIf(FolderScan::isBytecode);
        proven.put(wheel.name(), written);
    }

    /** Compares what is there with what was proven, by size and time, and returns the manifest of it. */
    EnvironmentManifest verified(Clock clock) throws EnvironmentException, IOException {
        Map<String, EnvironmentManifest.Installed> packages = new TreeMap<>();
        for (LockedWheel wheel : desired.lock().wheels()) {
            packages.put(
                    wheel.name(),
                    new EnvironmentManifest.Installed(
                            wheel.version(), Objects.requireNonNull(proven.get(wheel.name()), wheel.name())));
        }
        EnvironmentManifest manifest = new EnvironmentManifest(
                EnvironmentManifest.VERSION,
                folder.root().toString(),
                desired.lock().name(),
                desired.lock().id(),
                desired.profile().id(),
                desired.base(),
                clock.instant().toString(),
                packages,
                unclaimed(folder.state().flatMap(BuildState::own).orElseThrow()));
        List<Problem> problems =
                folder.quickCheck(manifest).stream().filter(Problem::isDamage).toList();
        if (!problems.isEmpty()) {
            Problem first = problems.get(0);
            throw new EnvironmentException(
                    ErrorCode.ENVIRONMENT_DAMAGED, "after the installation: " + problems, first.owner(), first.file());
        }
        return manifest;
    }

    private Map<String, FileFact> unclaimed(Map<String, FileFact> files) {
        Map<String, FileFact> left = new TreeMap<>(files);
        left.keySet().removeIf(claims::isClaimed);
        return left;
    }
}
