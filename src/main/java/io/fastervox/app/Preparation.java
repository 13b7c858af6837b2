package io.fastervox.app;

import io.fastervox.config.Settings;
import io.fastervox.download.DownloadException;
import io.fastervox.engine.ComputeTypes;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.Environments;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.models.Demand;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelChoice;
import io.fastervox.models.ModelEntry;
import io.fastervox.models.ModelStatus;
import io.fastervox.models.ModelStore;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FreeSpace;
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
     * @param language what is spoken, as Whisper's code
     * @param translation into English
     * @param device {@code auto}, {@code cpu} or {@code cuda}
     */
    record Wish(
            Optional<String> model,
            Optional<String> language,
            boolean translation,
            Optional<String> device,
            Optional<String> computeType) {
        /** A certain model with everything else left to the program. */
        static Wish ofModel(String id) {
            return new Wish(Optional.of(id), Optional.empty(), false, Optional.empty(), Optional.empty());
        }

        Demand demand() {
            return new Demand(language, translation);
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

    /** A certain model: all its files are here and right, and the engine has loaded it. */
    ModelStatus model(String id) throws CodedException, InterruptedException {
        ModelStore models = composition.models();
        models.status(id); // an unknown one is refused before anything is built
        Fetched fetched = fetched(decision(), models, () -> id);
        return models.load(id, composition.loader(fetched.environment()), new ModelsOnConsole(console));
    }

    Prepared prepare(Wish wish) throws CodedException, InterruptedException {
        DeviceDecision decision = decision(wish);
        Settings settings = composition.settings();
        Optional<String> givenType = wish.computeType().or(settings::computeType);
        if (givenType.isPresent()) {
            ComputeTypes.require(givenType.get(), decision.device());
        }
        ModelStore models = composition.models();
        Optional<String> named = wish.model().or(settings::model);
        if (named.isPresent()) {
            models.status(named.get()); // an unknown one is refused before anything is built
            ModelCatalogue.shipped().requireFor(wish.demand(), named.get());
        }
        Optional<String> here = named.isPresent() ? named : bestHere(models, wish.demand());
        ModelChoice.Machine machine = machine();
        Fetched fetched = here.isPresent() && models.status(here.get()).complete()
                ? new Fetched(environment(), models.status(here.get()))
                : fetched(
                        decision,
                        models,
                        () -> here.isPresent() ? here.get() : bestReachable(models, machine, wish.demand()));
        ReadyEnvironment environment = fetched.environment();
        ModelStatus model = fetched.model();
        if (!model.usableWith(environment.lockId())) {
            model = models.load(model.id(), composition.loader(environment), new ModelsOnConsole(console));
        }
        String computeType = givenType.isPresent()
                ? givenType.get()
                : composition
                        .environments()
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

    /** The environment, and the files of a model, which it has not necessarily loaded yet. */
    private record Fetched(ReadyEnvironment environment, ModelStatus model) {}

    /**
     * Builds the environment and fetches the model at the same time.
     *
     * @param model tells which one; asked on the thread that fetches it, because that may need the network
     */
    private Fetched fetched(DeviceDecision decision, ModelStore models, Alongside.Work<String> model)
            throws CodedException, InterruptedException {
        Environments environments = composition.environments();
        long spare = environments.spareBytes(decision.profile());
        Alongside.Both<ReadyEnvironment, ModelStatus> both = Alongside.run(
                () -> {
                    try (ProgressLine.Track progress = console.progress().track()) {
                        return environments.ensure(decision.profile(), progress).environment();
                    }
                },
                "model",
                () -> {
                    try (ProgressLine.Track progress = console.progress().track()) {
                        String id = model.run();
                        requireRoom(models.status(id), spare);
                        return models.fetch(id, new ModelsOnConsole(console, progress));
                    }
                });
        return new Fetched(both.own(), both.other());
    }

    /** Before anything of the model is fetched; what the environment will take is not there for it. */
    private static void requireRoom(ModelStatus model, long spare) throws DownloadException {
        long missing = model.entry().map(ModelEntry::downloadBytes).orElse(0L) - model.bytes();
        if (missing > Math.max(0, spare)) {
            throw new DownloadException(
                    ErrorCode.DISK_TOO_SMALL,
                    model.id() + " needs " + missing + " bytes, the environment leaves " + spare,
                    model.folder().toString(),
                    FreeSpace.megabytesNeeded(missing),
                    FreeSpace.megabytesThere(spare));
        }
    }

    private ModelChoice.Machine machine() {
        HardwareFacts hardware = composition.hardware();
        return new ModelChoice.Machine(hardware.cpu().physicalCores(), hardware.memoryBytes(), Optional.empty());
    }

    /** What is here already is preferred, because asking the network takes seconds. */
    private Optional<String> bestHere(ModelStore models, Demand demand) throws CodedException, InterruptedException {
        ModelChoice choice = new ModelChoice(ModelCatalogue.shipped());
        List<String> here = models.list().stream()
                .filter(ModelStatus::complete)
                .map(ModelStatus::id)
                .toList();
        String best = choice.choose(machine(), demand, here::contains).id();
        if (!here.contains(best)) {
            return Optional.empty();
        }
        String wish = choice.choose(machine(), demand, id -> true).id();
        if (!wish.equals(best)) {
            console.say("model.here", best, wish);
        }
        return Optional.of(best);
    }

    /** The best that can be had; tells why. */
    private String bestReachable(ModelStore models, ModelChoice.Machine machine, Demand demand)
            throws CodedException, InterruptedException {
        Obtainable obtainable = new Obtainable(models);
        ModelChoice.Choice best = new ModelChoice(ModelCatalogue.shipped()).choose(machine, demand, obtainable);
        obtainable.rethrow();
        console.say("model.chosen", best.id());
        best.reasons()
                .forEach(reason -> console.say(
                        "model.reason." + reason.kind(), reason.arguments().toArray()));
        return best.id();
    }
}
