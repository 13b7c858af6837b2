package io.fastervox.app;

import io.fastervox.config.ConfigException;
import io.fastervox.config.Policy;
import io.fastervox.config.Settings;
import io.fastervox.config.Tuning;
import io.fastervox.download.DiskSpace;
import io.fastervox.download.DownloadException;
import io.fastervox.engine.ComputeTypes;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.environment.Admission;
import io.fastervox.environment.Admissions;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.DeviceWish;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.Environments;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.models.Demand;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelChoice;
import io.fastervox.models.ModelEntry;
import io.fastervox.models.ModelStatus;
import io.fastervox.models.ModelStore;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.ProgressListener;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Makes everything ready for a transcription: the environment, a model, and the proof that they work together. */
final class Preparation {
    /** What a GPU that was found fit may come to in its test, for good or for now; the CPU computes then. */
    private static final Set<ErrorCode> OF_A_GPU = EnumSet.of(
            ErrorCode.ENVIRONMENT_SELF_TEST_FAILED,
            ErrorCode.OUT_OF_MEMORY,
            ErrorCode.WORKER_START_FAILED,
            ErrorCode.WORKER_CRASHED,
            ErrorCode.WORKER_UNRESPONSIVE);

    private final Composition composition;
    private final Console console;
    private final DeviceChoice devices;

    Preparation(Composition composition) {
        this.composition = composition;
        this.console = composition.console();
        this.devices = composition.devices();
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
        /** Everything is left to the settings and the program. */
        static final Wish NONE =
                new Wish(Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());

        /** A certain model with everything else left to the program. */
        static Wish ofModel(String id) {
            return new Wish(Optional.of(id), Optional.empty(), false, Optional.empty(), Optional.empty());
        }

        /**
         * For what somebody has just typed: a job that has begun goes on with its model, whatever the policy says since.
         *
         * @throws ConfigException {@code POLICY_HOLDS} when the policy decides any of it otherwise
         */
        void requireAllowed(Settings settings) throws ConfigException {
            Policy policy = settings.policy();
            Optional<String> heldDevice = Optional.of(settings.device().name().toLowerCase(Locale.ROOT));
            policy.require("model", model, settings.model());
            policy.require("device", device, heldDevice);
            policy.require("compute_type", computeType, settings.computeType());
        }

        Demand demand() {
            return new Demand(language, translation);
        }
    }

    /** What is ready. */
    record Prepared(ReadyEnvironment environment, String modelId, ModelSpec spec) {
        static Prepared of(
                ReadyEnvironment environment, ModelStatus model, DeviceDecision decision, String computeType) {
            Admission.Place place = decision.place(computeType);
            ModelSpec spec =
                    new ModelSpec(model.folder(), place.device(), place.index(), computeType, decision.threads());
            return new Prepared(environment, model.id(), spec);
        }

        /** Languages in which dictation may encode short windows with this model. */
        Set<String> shortWindows() {
            return ModelCatalogue.shipped()
                    .find(modelId)
                    .map(ModelEntry::shortWindows)
                    .orElse(Set.of());
        }
    }

    /** The environment that this machine uses when the person has no wish, built if need be. */
    ReadyEnvironment environment() throws CodedException, InterruptedException {
        return environment(devices.profileInUse(devices.decision()));
    }

    /** A certain model: all its files are here and right, and the engine has loaded it. */
    ModelStatus model(String id) throws CodedException, InterruptedException {
        ModelStore models = composition.models();
        models.status(id); // an unknown one is refused before anything is built
        Fetched fetched = fetched(devices.profileInUse(devices.decision()), models, () -> id);
        return models.load(id, composition.loader(fetched.environment()), new ModelsOnConsole(console));
    }

    /** All files of the named model, or of the one that a transcription would use; fetched if need be. */
    ModelStatus modelFiles(Optional<String> named) throws CodedException, InterruptedException {
        ModelStore models = composition.models();
        ModelChoice.Machine machine = DeviceChoice.machine(composition.hardware(), devices.decision());
        Demand demand = new Demand(composition.settings().language(), false);
        Optional<String> wanted = named.or(composition.settings()::model);
        Optional<String> here = wanted.isPresent() ? wanted : bestHere(models, machine, demand);
        String id = here.isPresent() ? here.get() : bestReachable(models, machine, demand);
        return models.fetch(id, new ModelsOnConsole(console));
    }

    Prepared prepare(Wish wish) throws CodedException, InterruptedException {
        DeviceWish deviceWish = devices.wish(Optional.empty(), wish.device(), wish.computeType());
        DeviceDecision decision = devices.decision(composition.hardware(), deviceWish);
        boolean demanded = wish.device().filter(DeviceDecision.CUDA::equals).isPresent();
        if (demanded && !decision.onGpu()) {
            throw DeviceChoice.unavailable(decision, console.messages());
        }
        if (deviceWish.computeType().isPresent()) {
            ComputeTypes.require(deviceWish.computeType().get(), decision.device());
        }
        Optional<String> named = wish.model().or(composition.settings()::model);
        if (named.isPresent()) {
            composition.models().status(named.get()); // an unknown one is refused before anything is built
            ModelCatalogue.shipped().requireFor(wish.demand(), named.get());
        }
        String profile = demanded ? decision.profile() : devices.profileInUse(decision);
        if (decision.onGpu() && !profile.equals(decision.profile())) {
            sayWhyCpuFirst(decision);
            return prepare(profile, onCpu(deviceWish), named, wish);
        }
        try {
            return prepare(profile, decision, named, wish);
        } catch (EnvironmentException e) {
            if (!decision.onGpu() || !OF_A_GPU.contains(e.code())) {
                throw e;
            }
            String reason = e.code() == ErrorCode.ENVIRONMENT_SELF_TEST_FAILED
                    ? String.valueOf(e.arguments().get(1))
                    : console.messages().cause(e.code(), e.arguments());
            if (demanded) {
                throw new EngineException(
                        ErrorCode.DEVICE_UNAVAILABLE,
                        e.toString(),
                        e,
                        List.of(gpuOf(decision), DeviceChoice.inBrackets(reason)));
            }
            console.say("device.gpu_refused", gpuOf(decision), reason);
        }
        // The GPU's environment holds all that the CPU needs.
        return prepare(profile, onCpu(deviceWish), named, wish);
    }

    /** The processor in place of a GPU that was found fit. */
    private DeviceDecision onCpu(DeviceWish wish) throws CodedException {
        wish.computeType()
                .filter(type -> !ComputeTypes.isOf("cpu", type))
                .ifPresent(type -> console.say("device.compute_type_dropped", type));
        return devices.onCpu(wish);
    }

    private Prepared prepare(String profile, DeviceDecision decision, Optional<String> named, Wish wish)
            throws CodedException, InterruptedException {
        ModelStore models = composition.models();
        ModelChoice.Machine machine = DeviceChoice.machine(composition.hardware(), decision);
        Optional<String> asked = named.isPresent() ? named : tuned(models, decision, wish.demand());
        Optional<String> here = asked.isPresent() ? asked : bestHere(models, machine, wish.demand());
        Fetched fetched = here.isPresent() && models.status(here.get()).complete()
                ? new Fetched(environment(profile), models.status(here.get()))
                : fetched(
                        profile,
                        models,
                        () -> here.isPresent() ? here.get() : bestReachable(models, machine, wish.demand()));
        ReadyEnvironment environment = fetched.environment();
        ModelStatus model = fetched.model();
        if (!model.usableWith(environment.lockId())) {
            model = models.load(model.id(), composition.loader(environment), new ModelsOnConsole(console));
        }
        // A GPU is always tried first. On the CPU a compute type that the person names is used as it is, and a model
        // of the person's own, which need not understand the English of the self-test, has been loaded: that suffices.
        boolean given = !decision.onGpu()
                && (decision.computeTypes().size() == 1 || model.entry().isEmpty());
        String computeType = given
                ? decision.computeTypes().get(0)
                : admitted(environment, model, decision).computeType();
        return Prepared.of(environment, model, decision, computeType);
    }

    private Admissions.Subject admitted(ReadyEnvironment environment, ModelStatus model, DeviceDecision decision)
            throws CodedException, InterruptedException {
        Admissions.Decided decided = composition
                .environments()
                .admissions()
                .admit(composition.admission(), environment, identity(model), model.folder(), decision);
        if (decided instanceof Admissions.Decided.Refused refused) {
            throw new EnvironmentException(
                    ErrorCode.ENVIRONMENT_SELF_TEST_FAILED,
                    refused.subject() + " is not admitted: " + refused.verdict(),
                    model.id(),
                    devices.text(refused.verdict()));
        }
        return ((Admissions.Decided.Admitted) decided).subject();
    }

    /** What an admission of a model is about: its content. */
    static String identity(ModelStatus model) {
        return model.id() + " from " + model.source().orElse("unknown");
    }

    private void sayWhyCpuFirst(DeviceDecision decision) throws CodedException {
        Environments environments = composition.environments();
        List<Admissions.Decided.Refused> refusals =
                environments.admissions().refusals(decision, environments.lockId(decision.profile()));
        if (refusals.isEmpty()) {
            console.say("device.cpu_first", gpuOf(decision), devices.megabytes(decision.profile()));
        } else {
            console.say(
                    "device.gpu_refused",
                    gpuOf(decision),
                    devices.text(refusals.get(0).verdict()));
        }
    }

    private static String gpuOf(DeviceDecision decision) {
        return decision.gpu().orElseThrow().name();
    }

    private ReadyEnvironment environment(String profile) throws CodedException, InterruptedException {
        return environment(profile, console.progress());
    }

    private ReadyEnvironment environment(String profile, ProgressListener progress)
            throws CodedException, InterruptedException {
        Optional<ReadyEnvironment> old = composition.environments().outdated(profile);
        if (old.isPresent()) {
            composition.update().isDue(profile);
            return old.get();
        }
        EnvironmentOnConsole teller = composition.environmentOnConsole();
        return teller.told(composition.environments().ensure(profile, progress, teller))
                .environment();
    }

    /** The environment, and the files of a model, which it has not necessarily loaded yet. */
    private record Fetched(ReadyEnvironment environment, ModelStatus model) {}

    /**
     * Builds the environment and fetches the model at the same time.
     *
     * @param model tells which one; asked on the thread that fetches it, because that may need the network
     */
    private Fetched fetched(String profile, ModelStore models, Alongside.Work<String> model)
            throws CodedException, InterruptedException {
        Environments environments = composition.environments();
        long spare = environments.spareBytes(profile);
        Alongside.Both<ReadyEnvironment, ModelStatus> both = Alongside.run(
                () -> {
                    try (ProgressLine.Track progress = console.progress().track()) {
                        return environment(profile, progress);
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
        DiskSpace.require(model.folder(), missing, Math.max(0, spare));
    }

    /** What {@code fvox tune} has found for this device, while it is here and does what is wanted. */
    private Optional<String> tuned(ModelStore models, DeviceDecision decision, Demand demand)
            throws CodedException, InterruptedException {
        Optional<String> tuned = composition
                .tuning()
                .filter(tuning -> tuning.device().equals(decision.device()))
                .flatMap(Tuning::model)
                .filter(id -> ModelCatalogue.shipped()
                        .find(id)
                        .filter(entry -> entry.suits(demand))
                        .isPresent());
        return tuned.isPresent() && models.status(tuned.get()).complete() ? tuned : Optional.empty();
    }

    /** What is here already is preferred, because asking the network takes seconds. */
    private Optional<String> bestHere(ModelStore models, ModelChoice.Machine machine, Demand demand)
            throws CodedException, InterruptedException {
        ModelChoice choice = new ModelChoice(ModelCatalogue.shipped());
        List<String> here = models.list().stream()
                .filter(ModelStatus::complete)
                .map(ModelStatus::id)
                .toList();
        String best = choice.choose(machine, demand, here::contains).id();
        if (!here.contains(best)) {
            return Optional.empty();
        }
        String wish = choice.choose(machine, demand, id -> true).id();
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
