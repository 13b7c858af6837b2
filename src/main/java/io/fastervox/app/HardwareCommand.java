package io.fastervox.app;

import io.fastervox.config.Tuning;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox hardware}: what this machine is, what it computes on, and why. */
@Command(name = "hardware", mixinStandardHelpOptions = true, sortOptions = false)
final class HardwareCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--device", paramLabel = "DEVICE", descriptionKey = "fvox.transcribe.device")
    private @Nullable String device;

    @Option(names = "--compute-type", paramLabel = "TYPE", descriptionKey = "fvox.transcribe.compute-type")
    private @Nullable String computeType;

    @Option(names = "--profile", paramLabel = "PROFILE", descriptionKey = "fvox.env.setup.profile")
    private @Nullable String profile;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    HardwareCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        DeviceChoice devices = composition.devices();
        HardwareFacts facts = composition.freshHardware();
        HardwareView view = HardwareView.of(
                facts,
                devices.decision(
                        facts,
                        devices.wish(
                                Optional.ofNullable(profile),
                                Optional.ofNullable(device),
                                Optional.ofNullable(computeType))),
                composition.settings().language(),
                composition.console().messages());
        if (json) {
            composition.console().json(view);
        } else {
            view.lines(composition.console().messages()).forEach(composition.console()::result);
            composition.tuning().ifPresent(this::tell);
        }
        return ExitCode.OK;
    }

    private void tell(Tuning tuning) {
        composition
                .console()
                .result(composition
                        .console()
                        .messages()
                        .text("tune.in-use", tuning.model().orElse("-"), tuning.threads()));
    }
}
