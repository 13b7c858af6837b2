package io.fastervox.app;

import io.fastervox.environment.Component;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.EnvironmentStatus;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.support.CodedException;
import io.fastervox.support.FileTrees;
import io.fastervox.support.Messages;
import io.fastervox.support.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox env status}: the component states (R15), what is live, the disk use (R20), and what computes (R18). */
@Command(name = "status", mixinStandardHelpOptions = true)
final class EnvStatusCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--profile", paramLabel = "PROFILE", descriptionKey = "fvox.env.status.profile")
    private @Nullable String profile;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    EnvStatusCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, IOException {
        DeviceChoice devices = composition.devices();
        HardwareFacts facts = composition.freshHardware();
        DeviceDecision decision =
                devices.decision(facts, devices.wish(Optional.ofNullable(profile), Optional.empty(), Optional.empty()));
        String shown = profile != null ? profile : devices.profileInUse(decision);
        EnvironmentStatus status = composition.environments().status(shown);
        HardwareView hardware = HardwareView.of(
                facts,
                decision,
                composition.settings().language(),
                composition.console().messages());
        List<RefusalView> refusals = RefusalView.of(composition, decision);
        long models = FileTrees.bytes(composition.data().resolve("models"));
        if (json) {
            composition.console().json(View.of(status, models, composition.data(), hardware, refusals));
        } else {
            print(status, models);
            hardware.lines(composition.console().messages()).forEach(composition.console()::result);
            Messages messages = composition.console().messages();
            refusals.forEach(refusal -> composition.console().result(refusal.line(messages, decision)));
            if (decision.onGpu() && refusals.isEmpty() && !shown.equals(decision.profile())) {
                composition
                        .console()
                        .result(messages.text(
                                "device.cpu_first",
                                decision.gpu().orElseThrow().name(),
                                devices.megabytes(decision.profile())));
            }
        }
        return status.isReady() ? ExitCode.OK : ExitCode.NOT_READY;
    }

    /** {@code available} while the old environment serves, {@code needed} when it does not. */
    private static String update(EnvironmentStatus status) {
        if (!status.isLive() || status.upToDate()) {
            return "none";
        }
        return status.isReady() ? "available" : "needed";
    }

    private void print(EnvironmentStatus status, long models) {
        Console console = composition.console();
        Messages messages = console.messages();
        for (Component component : Component.values()) {
            Component.State state = status.components().getOrDefault(component, Component.State.MISSING);
            console.result(messages.text("component." + component) + ": " + messages.text("component.state." + state));
        }
        console.result(status.live()
                .map(live -> messages.text("env.live", live.profile(), live.lockId(), live.root()))
                .orElseGet(() -> messages.text("env.none")));
        if (status.isLive() && !status.upToDate()) {
            console.result(messages.text("env.update." + update(status)));
        }
        status.building()
                .ifPresent(progress ->
                        console.result(messages.text("env.building", ProgressLine.describe(messages, progress))));
        status.problems().forEach(problem -> console.result(ProblemLine.of(messages, problem)));
        EnvironmentStatus.Sizes bytes = status.bytes();
        console.result(messages.text(
                "env.disk",
                megabytes(bytes.basePython()),
                megabytes(bytes.environments()),
                megabytes(bytes.wheelCache()),
                megabytes(models)));
        console.result(messages.text("env.folder", composition.data()));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    /** The form of {@code --json}. */
    private record View(
            boolean ready,
            boolean upToDate,
            String update,
            boolean building,
            Optional<Progress> progress,
            Map<String, String> components,
            Optional<String> profile,
            Optional<String> lock,
            Optional<String> environment,
            Optional<String> python,
            List<String> problems,
            Map<String, Long> bytes,
            String data,
            HardwareView decision,
            List<RefusalView> refusals) {
        static View of(
                EnvironmentStatus status, long models, Path data, HardwareView decision, List<RefusalView> refusals) {
            Optional<ReadyEnvironment> live = status.live();
            Map<String, String> components = new LinkedHashMap<>();
            for (Component component : Component.values()) {
                Component.State state = status.components().getOrDefault(component, Component.State.MISSING);
                components.put(lower(component), lower(state));
            }
            Map<String, Long> bytes = new LinkedHashMap<>();
            bytes.put("base_python", status.bytes().basePython());
            bytes.put("environments", status.bytes().environments());
            bytes.put("wheel_cache", status.bytes().wheelCache());
            bytes.put("models", models);
            return new View(
                    status.isReady(),
                    status.upToDate(),
                    EnvStatusCommand.update(status),
                    status.building().isPresent(),
                    status.building(),
                    components,
                    live.map(ReadyEnvironment::profile),
                    live.map(ReadyEnvironment::lockId),
                    live.map(found -> found.root().toString()),
                    live.map(found -> found.python().toString()),
                    status.problems().stream()
                            .map(problem -> lower(problem.kind()) + " " + problem.owner() + " " + problem.file())
                            .toList(),
                    bytes,
                    data.toString(),
                    decision,
                    refusals);
        }

        private static String lower(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT);
        }
    }
}
