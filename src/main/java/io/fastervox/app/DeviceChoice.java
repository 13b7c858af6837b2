package io.fastervox.app;

import io.fastervox.config.Settings;
import io.fastervox.config.Tuning;
import io.fastervox.engine.ComputeTypes;
import io.fastervox.engine.EngineException;
import io.fastervox.environment.Admission;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.DeviceWish;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.PlatformId;
import io.fastervox.environment.Profile;
import io.fastervox.environment.Profiles;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.models.ModelChoice;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Which device computes, by hardware, settings and command line. */
record DeviceChoice(Composition composition) {
    /** What this machine should compute on by its facts and the settings. */
    DeviceDecision decision() throws CodedException {
        return decision(composition.hardware(), wish(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    DeviceDecision decision(HardwareFacts facts, DeviceWish wish) throws CodedException {
        return decision(
                facts,
                wish,
                composition.embed().profiles(),
                PlatformId.current(),
                composition.live().map(ReadyEnvironment::profile));
    }

    /**
     * A profile for a GPU that somebody has named before and set up is still meant while it serves a GPU of this machine.
     *
     * @param live profile of the live environment
     */
    static DeviceDecision decision(
            HardwareFacts facts, DeviceWish wish, Profiles profiles, PlatformId platform, Optional<String> live)
            throws EnvironmentException {
        if (live.isPresent() && wish.profile().isEmpty() && profiles.isNamedForGpu(live.get())) {
            DeviceDecision kept = DeviceDecision.of(facts, wish.with(live.get()), profiles, platform);
            if (kept.onGpu()) {
                return kept;
            }
        }
        return DeviceDecision.of(facts, wish, profiles, platform);
    }

    /** What computes on a device that has been chosen already. */
    DeviceDecision decisionFor(String device) throws CodedException {
        DeviceWish wish = wish(Optional.empty(), Optional.empty(), Optional.empty());
        DeviceDecision decision = decision(composition.hardware(), wish);
        return decision.device().equals(device) ? decision : onCpu(wish);
    }

    /** Without a compute type that only a GPU has. */
    DeviceDecision onCpu(DeviceWish wish) throws CodedException {
        return decision(
                composition.hardware(),
                new DeviceWish(
                        Optional.empty(),
                        Settings.Device.CPU,
                        wish.computeType().filter(type -> ComputeTypes.isOf("cpu", type)),
                        wish.threads()));
    }

    /**
     * The wish on the command line, completed by the settings.
     *
     * @param profile the id of one
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     */
    DeviceWish wish(Optional<String> profile, Optional<String> device, Optional<String> computeType)
            throws EngineException {
        Settings settings = composition.settings();
        return new DeviceWish(
                profile,
                device.isPresent() ? named(device.get()) : settings.device(),
                computeType.or(settings::computeType),
                settings.threads() > 0
                        ? settings.threads()
                        : composition.tuning().map(Tuning::threads).orElse(0));
    }

    /**
     * The profile that is used now: that of the live environment if it serves the device; every one serves the CPU. CPU first:
     * a GPU's environment is used from when it is there, and not fetched unasked, because it is several times as large.
     */
    String profileInUse(DeviceDecision decision) throws CodedException {
        Optional<String> live = composition.environments().live().map(ReadyEnvironment::profile);
        if (live.isPresent() && (!decision.onGpu() || live.get().equals(decision.profile()))) {
            return live.get();
        }
        return decision.onGpu() ? Profiles.CPU : decision.profile();
    }

    /** What the choice of a model asks of a machine. */
    static ModelChoice.Machine machine(HardwareFacts facts, DeviceDecision decision) {
        return new ModelChoice.Machine(
                facts.cpu().physicalCores(),
                facts.memoryBytes(),
                decision.gpu()
                        .filter(gpu -> gpu.usableBytes().isPresent())
                        .map(gpu -> new ModelChoice.Gpu(
                                gpu.usableBytes().getAsLong(),
                                decision.computeTypes().get(0))));
    }

    /** Why a GPU that was demanded is not used. */
    static EngineException unavailable(DeviceDecision decision, Messages messages) {
        String why = decision.reasons().stream()
                .filter(reason -> !reason.key().startsWith("wish_"))
                .findFirst()
                .map(reason -> messages.text(
                        "decision." + reason.key(), reason.arguments().toArray()))
                .orElse("");
        return new EngineException(ErrorCode.DEVICE_UNAVAILABLE, "no usable GPU", DeviceDecision.CUDA, inBrackets(why));
    }

    /** A text that another one takes up. */
    static String inBrackets(String text) {
        return text.replaceFirst("[.。]$", "");
    }

    /** Why a device was refused, in the person's language. */
    String text(Admission.Verdict.Refused verdict) {
        return composition.console().messages().text("obstacle." + verdict.obstacle());
    }

    /** What has to be downloaded for a profile when nothing of it is here. */
    String megabytes(String profile) throws CodedException {
        Profile.OnPlatform here = Objects.requireNonNull(composition
                .embed()
                .profiles()
                .get(profile)
                .platforms()
                .get(PlatformId.current().id()));
        return String.format(Locale.ROOT, "%.0f", here.downloadBytes() / 1e6);
    }

    private static Settings.Device named(String name) {
        return Settings.Device.valueOf(name.toUpperCase(Locale.ROOT)); // the command line has seen to it
    }
}
