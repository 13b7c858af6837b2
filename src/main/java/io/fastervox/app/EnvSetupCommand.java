package io.fastervox.app;

import io.fastervox.download.DownloadException;
import io.fastervox.environment.BuildReport;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.Environments;
import io.fastervox.environment.Profiles;
import io.fastervox.support.CodedException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fvox env setup}: builds what is missing and repairs what is damaged. */
@Command(name = "setup", mixinStandardHelpOptions = true)
final class EnvSetupCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--profile", paramLabel = "PROFILE", descriptionKey = "fvox.env.setup.profile")
    private @Nullable String profile;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    @Mixin
    private IndexOption index = new IndexOption();

    @Mixin
    private Verbosity verbosity = new Verbosity();

    EnvSetupCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.openLog(verbosity.verbose());
        composition.useIndexes(index.indexes());
        Console console = composition.console();
        DeviceChoice devices = composition.devices();
        DeviceDecision decision = devices.decision(
                composition.freshHardware(),
                devices.wish(Optional.ofNullable(profile), Optional.empty(), Optional.empty()));
        decision.reasons()
                .forEach(reason -> console.say(
                        "decision." + reason.key(), reason.arguments().toArray()));
        composition
                .embed()
                .profiles()
                .get(decision.profile())
                .note()
                .ifPresent(note -> console.line(console.messages().text(note)));
        Environments environments = composition.environments();
        if (profile != null && decision.onGpu()) {
            // Who asks for it by name wants it tried again.
            environments.admissions().forgetRefusals(decision, environments.lockId(decision.profile()));
        }
        GpuSetup gpu = new GpuSetup(composition, decision);
        boolean cpuFirst = profile == null && gpu.isWanted();
        if (cpuFirst) {
            console.say("env.cpu_first", gpu.name(), devices.megabytes(decision.profile()));
        }
        report(environments.setUp(cpuFirst ? Profiles.CPU : decision.profile(), console.progress()));
        if (cpuFirst) {
            follow(gpu);
        }
        if (verbosity.verbose()) {
            console.say("log", composition.logFile());
        }
        return ExitCode.OK;
    }

    /** What cannot be fetched for the GPU is no failure: the processor serves. */
    private void follow(GpuSetup gpu) throws CodedException, InterruptedException {
        try {
            gpu.run();
        } catch (DownloadException e) {
            LoggerFactory.getLogger(EnvSetupCommand.class).warn("the GPU waits", e);
            gpu.waits(e);
        }
    }

    private void report(Environments.Built built) {
        Console console = composition.console();
        BuildReport report = built.report();
        if (json) {
            console.json(report);
        } else if (report.steps().isEmpty()) {
            console.say("env.ready-already", built.environment().root());
        } else {
            console.say(
                    "env.ready",
                    built.environment().root(),
                    seconds(report.seconds()),
                    String.format(Locale.ROOT, "%.1f", report.bytesFetched() / 1e6));
        }
        if (verbosity.verbose()) {
            report.steps()
                    .forEach(timing -> console.line(String.format(
                            Locale.ROOT,
                            "%-20s %6.2f s  +%.2f s",
                            timing.step().key(),
                            timing.start(),
                            timing.seconds())));
        }
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
