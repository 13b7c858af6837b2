package io.fastervox.environment;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder on its way from nothing to a verified environment; begins where an interrupted build stopped. */
final class Installation {
    private final EnvironmentFolder folder;
    private final Desired desired;
    private final List<LockedWheel> outstanding;

    private Installation(EnvironmentFolder folder, Desired desired, List<LockedWheel> outstanding) {
        this.folder = folder;
        this.desired = desired;
        this.outstanding = outstanding;
    }

    /** Takes up an interrupted folder, or begins a new one. */
    static Installation begin(EnvironmentStore store, Desired desired) throws IOException, InterruptedException {
        Optional<EnvironmentFolder> interrupted = store.interrupted(desired);
        if (interrupted.isPresent()) {
            EnvironmentFolder folder = interrupted.get();
            Optional<Map<String, FileFact>> own = folder.state().flatMap(BuildState::own);
            if (own.isPresent() && isUntouched(folder, own.get())) {
                return new Installation(folder, desired, withoutBroken(folder, desired, own.get()));
            }
            FileTrees.delete(folder.root());
            return fresh(folder, desired);
        }
        return fresh(store.next(desired), desired);
    }

    private static Installation fresh(EnvironmentFolder folder, Desired desired) throws IOException {
        Files.createDirectories(folder.root());
        folder.write(new BuildState(
                BuildState.VERSION,
                folder.root().toString(),
                desired.lock().id(),
                desired.profile().id(),
                desired.base(),
                Optional.empty()));
        return new Installation(folder, desired, desired.lock().wheels());
    }

    private static boolean isUntouched(EnvironmentFolder folder, Map<String, FileFact> own) throws IOException {
        return ManifestCheck.full(folder.root(), own, FolderScan.of(folder.root()), VirtualEnvironment.OWNER)
                .isEmpty();
    }

    /** Deletes what is left of packages that are not whole; returns the packages that have to be installed. */
    private static List<LockedWheel> withoutBroken(EnvironmentFolder folder, Desired desired, Map<String, FileFact> own)
            throws IOException, InterruptedException {
        PackageCheck check = PackageCheck.of(
                folder.root(),
                folder.virtualEnvironment().sitePackages(),
                desired.lock().versions());
        for (String path : FolderScan.of(folder.root()).keySet()) {
            String owner = check.owners().getOrDefault(path, "");
            if (!own.containsKey(path) && !check.whole().contains(owner) && !EnvironmentFolder.isOurs(path)) {
                Files.delete(folder.root().resolve(path));
            }
        }
        return desired.lock().wheels().stream()
                .filter(wheel -> !check.whole().contains(wheel.name()))
                .toList();
    }

    EnvironmentFolder folder() {
        return folder;
    }

    /** Packages that have to be installed. */
    List<LockedWheel> outstanding() {
        return outstanding;
    }

    boolean hasVirtualEnvironment() throws IOException {
        return folder.state().flatMap(BuildState::own).isPresent();
    }

    void createVirtualEnvironment(Base base, IsolatedPython isolated)
            throws EnvironmentException, IOException, InterruptedException {
        Map<String, FileFact> own = folder.virtualEnvironment().create(base, isolated);
        folder.write(folder.state().orElseThrow().withOwn(own));
    }

    /** Compares every file with its package's RECORD and returns the manifest of what is there. */
    EnvironmentManifest verified(Clock clock) throws EnvironmentException, IOException, InterruptedException {
        PackageCheck check = PackageCheck.of(
                folder.root(),
                folder.virtualEnvironment().sitePackages(),
                desired.lock().versions());
        if (!check.problems().isEmpty()) {
            Problem first = check.problems().get(0);
            throw new EnvironmentException(
                    ErrorCode.ENVIRONMENT_DAMAGED,
                    "after the installation: " + check.problems(),
                    first.owner(),
                    first.file());
        }
        Map<String, FileFact> own = folder.state().flatMap(BuildState::own).orElseThrow();
        SortedMap<String, FileFact> found = FolderScan.of(folder.root());
        Map<String, Map<String, FileFact>> files = new TreeMap<>();
        check.owners().forEach((path, owner) -> {
            FileFact fact = found.get(path);
            if (fact != null) {
                files.computeIfAbsent(owner, name -> new TreeMap<>()).put(path, fact);
            }
        });
        Map<String, EnvironmentManifest.Installed> packages = new TreeMap<>();
        for (LockedWheel wheel : desired.lock().wheels()) {
            packages.put(
                    wheel.name(),
                    new EnvironmentManifest.Installed(wheel.version(), files.getOrDefault(wheel.name(), Map.of())));
        }
        return new EnvironmentManifest(
                EnvironmentManifest.VERSION,
                folder.root().toString(),
                desired.lock().name(),
                desired.lock().id(),
                desired.profile().id(),
                desired.base(),
                clock.instant().toString(),
                packages,
                own);
    }
}
