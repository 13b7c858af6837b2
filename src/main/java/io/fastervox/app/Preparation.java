package io.fastervox.app;

import io.fastervox.config.Settings;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.Environments;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelChoice;
import io.fastervox.models.ModelStatus;
import io.fastervox.models.ModelStore;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes everything ready for a transcription: the environment, a model, and the proof that they work together. */
final class Preparation {
    private static final String NO_DRIVER = "";

    private final Composition composition;
    private final Console console;

    Preparation(Composition composition) {
        this.composition = composition;
        this.console = composition.console();
    }

    /**
     * What the person asked for; what is empty is taken from the settings, then decided by the program.
     *
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     */
    record Wish(
            Optional<String> model, Optional<String> language, Optional<String> device, Optional<String> computeType) {
        /** A certain model with everything else left to the program. */
        static Wish ofModel(String id) {
            return new Wish(Optional.of(id), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** What is ready. */
    record Prepared(ReadyEnvironment environment, String modelId, ModelSpec spec) {}

    /** What this machine computes on when the person has no wish. */
    DeviceDecision decision() throws CodedException {
        return DeviceDecision.of(composition.hardware(), composition.embed().profiles());
    }

    /** The environment that this machine uses when the person has no wish, built if need be. */
    ReadyEnvironment environment() throws CodedException, InterruptedException {
        return composition
                .environments()
                .ensure(decision().profile(), console.progress())
                .environment();
    }

    Prepared prepare(Wish wish) throws CodedException, InterruptedException {
        DeviceDecision decision = decision(wish);
        ModelStore models = composition.models();
        Optional<String> named = wish.model().or(() -> composition.settings().model());
        if (named.isPresent()) {
            models.status(named.get()); // an unknown one is refused before anything is built
        }
        Environments environments = composition.environments();
        ReadyEnvironment environment =
                environments.ensure(decision.profile(), console.progress()).environment();
        ModelStatus model = model(models, named, wish, environment);
        Settings settings = composition.settings();
        Optional<String> given = wish.computeType().or(settings::computeType);
        String computeType = given.isPresent()
                ? given.get()
                : environments
                        .admissions()
                        .admit(
                                composition.admission(),
                                environment,
                                model.id() + " from " + model.source().orElse("unknown"),
                                model.folder(),
                                decision,
                                NO_DRIVER)
                        .computeType();
        int threads = settings.threads() > 0 ? settings.threads() : decision.threads();
        return new Prepared(
                environment, model.id(), new ModelSpec(model.folder(), decision.device(), computeType, threads));
    }

    private DeviceDecision decision(Wish wish) throws CodedException {
        Settings.Device setting = composition.settings().device();
        String device = wish.device().orElseGet(() -> setting.name().toLowerCase(Locale.ROOT));
        DeviceDecision decision = decision();
        switch (device) {
            case "auto", "cpu" -> {
                return decision;
            }
            case "cuda" ->
                throw new EngineException(
                        ErrorCode.DEVICE_UNAVAILABLE, "no usable GPU", "cuda", "no usable NVIDIA GPU was found");
            default ->
                throw new EngineException(
                        ErrorCode.DEVICE_UNAVAILABLE, "no device " + device, device, "auto, cpu, cuda");
        }
    }

    private ModelStatus model(ModelStore models, Optional<String> named, Wish wish, ReadyEnvironment environment)
            throws CodedException, InterruptedException {
        String id = named.isPresent()
                ? named.get()
                : chosen(models, wish.language().or(() -> composition.settings().language()));
        ModelStatus status = models.status(id);
        return status.usableWith(environment.lockId())
                ? status
                : models.get(id, composition.loader(environment), new ModelsOnConsole(console));
    }

    /** What is here already is preferred, because asking the network takes seconds; otherwise the best that can be had. */
    private String chosen(ModelStore models, Optional<String> language) throws CodedException, InterruptedException {
        HardwareFacts hardware = composition.hardware();
        ModelChoice.Machine machine =
                new ModelChoice.Machine(hardware.cpu().physicalCores(), hardware.memoryBytes(), Optional.empty());
        ModelChoice choice = new ModelChoice(ModelCatalogue.shipped());
        List<String> here = models.list().stream()
                .filter(ModelStatus::complete)
                .map(ModelStatus::id)
                .toList();
        ModelChoice.Choice best = choice.choose(machine, language, here::contains);
        if (here.contains(best.id())) {
            String wish = choice.choose(machine, language, id -> true).id();
            if (!wish.equals(best.id())) {
                console.say("model.here", best.id(), wish);
            }
            return best.id();
        }
        Obtainable obtainable = new Obtainable(models);
        ModelChoice.Choice reachable = choice.choose(machine, language, obtainable);
        obtainable.rethrow();
        console.say("model.chosen", reachable.id());
        reachable
                .reasons()
                .forEach(reason -> console.say(
                        "model.reason." + reason.kind(), reason.arguments().toArray()));
        return reachable.id();
    }
}
