package io.fastervox.environment;

import io.fastervox.support.FileTrees;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the state of everything without changing anything. */
record StatusReading(Layout layout, BaseStore bases, EnvironmentStore store, Desired desired) {
    private static final String TORCH = "torch-*.dist-info";

    EnvironmentStatus read() throws IOException {
        Optional<EnvironmentFolder> current = store.current();
        Optional<EnvironmentManifest> manifest =
                current.isPresent() ? current.get().manifest() : Optional.empty();
        List<Problem> problems = new ArrayList<>(bases.check(false));
        Map<Component, Component.State> states = new EnumMap<>(Component.class);
        boolean live = manifest.filter(
                        made -> made.profile().equals(desired.profile().id()))
                .isPresent();
        Optional<EnvironmentFolder> finished = live ? current : beside();
        if (finished.isPresent()) {
            List<Problem> found =
                    finished.get().quickCheck(finished.get().manifest().orElseThrow());
            problems.addAll(found);
            ofFinished(states, found);
        } else {
            ofInterrupted(states);
        }
        states.put(Component.EMBEDDABLE_PYTHON, bases.state());
        for (Component component : Component.values()) {
            if (!desired.profile().needs(component)) {
                states.put(component, Component.State.NOT_NEEDED);
            }
        }
        problems.sort(null);
        return new EnvironmentStatus(
                desired.profile().id(),
                states,
                manifest.isPresent() ? current.orElseThrow().ready() : Optional.empty(),
                manifest.filter(desired::isMetBy).isPresent(),
                problems,
                building(),
                new EnvironmentStatus.Sizes(
                        FileTrees.bytes(layout.bases()),
                        FileTrees.bytes(layout.environments()),
                        FileTrees.bytes(layout.wheels()) + FileTrees.bytes(layout.archives())));
    }

    /** What is finished and not live: a GPU that is being tried, or another profile was named since. */
    private Optional<EnvironmentFolder> beside() throws IOException {
        for (EnvironmentFolder folder : store.all()) {
            if (folder.manifest().filter(desired::isMetBy).isPresent()) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static void ofFinished(Map<Component, Component.State> states, List<Problem> problems) {
        for (Component component : Component.values()) {
            boolean damaged = problems.stream()
                    .filter(Problem::isDamage)
                    .anyMatch(problem -> componentOf(problem.owner()) == component);
            states.put(component, damaged ? Component.State.DAMAGED : Component.State.READY);
        }
    }

    private static Component componentOf(String owner) {
        if (owner.equals(VirtualEnvironment.OWNER)) {
            return Component.VIRTUAL_ENVIRONMENT;
        }
        return owner.equals("torch") ? Component.PYTORCH : Component.WHISPER;
    }

    private void ofInterrupted(Map<Component, Component.State> states) throws IOException {
        Optional<EnvironmentFolder> begun = store.interrupted(desired);
        boolean made = begun.isPresent()
                && begun.get().state().flatMap(BuildState::own).isPresent();
        states.put(
                Component.VIRTUAL_ENVIRONMENT,
                made
                        ? Component.State.READY
                        : begun.isPresent() ? Component.State.INCOMPLETE : Component.State.MISSING);
        Component.State packages =
                made && hasPackages(begun.get(), "*.dist-info") ? Component.State.INCOMPLETE : Component.State.MISSING;
        states.put(Component.WHISPER, packages);
        states.put(Component.PYTORCH, made && hasPackages(begun.get(), TORCH) ? Component.State.READY : packages);
    }

    /** Whether one is there whole: its list is written last. */
    private static boolean hasPackages(EnvironmentFolder folder, String infos) throws IOException {
        try (var files = Files.newDirectoryStream(folder.virtualEnvironment().sitePackages(), infos)) {
            for (Path info : files) {
                if (Files.exists(info.resolve("RECORD"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private Optional<Progress> building() throws IOException {
        if (!Files.exists(layout.builderLock())) {
            return Optional.empty();
        }
        Optional<OsLock> lock = OsLock.tryAcquire(layout.builderLock());
        if (lock.isEmpty()) {
            return layout.progress().read().or(() -> Optional.of(Progress.started(BuildStep.VERIFY.key())));
        }
        lock.get().close();
        return Optional.empty();
    }
}
