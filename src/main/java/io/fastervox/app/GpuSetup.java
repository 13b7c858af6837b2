package io.fastervox.app;

import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.Environments;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.environment.Replacement;
import io.fastervox.models.Demand;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelChoice;
import io.fastervox.models.ModelStatus;
import io.fastervox.models.ModelStore;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.util.List;
import java.util.Optional;

/** The GPU's packages after those of the CPU: fetched, tried with a model that is here, and live only if that went well. */
record GpuSetup(Composition composition, DeviceDecision decision) {
    String name() {
        return decision.gpu().orElseThrow().name();
    }

    /** Whether a GPU is to compute and its packages are not the live ones yet. */
    boolean isWanted() throws CodedException {
        return decision.onGpu()
                && composition
                        .environments()
                        .live()
                        .map(ReadyEnvironment::profile)
                        .filter(decision.profile()::equals)
                        .isEmpty();
    }

    /** Whether it failed its test with the model that is here, and nothing has changed since. */
    boolean isRefused() throws CodedException, InterruptedException {
        Environments environments = composition.environments();
        String lockId = environments.lockId(decision.profile());
        return modelHere()
                .flatMap(model -> environments.admissions().refusal(Preparation.identity(model), decision, lockId))
                .isPresent();
    }

    /** Where nothing runs that would have to change. */
    void run() throws CodedException, InterruptedException {
        run(tested -> {});
    }

    void run(Successor successor) throws CodedException, InterruptedException {
        Console console = composition.console();
        Environments environments = composition.environments();
        console.say("env.gpu_next", name());
        Optional<ModelStatus> model = modelHere();
        if (model.isEmpty()) {
            // It serves the CPU too, and a GPU is tried before its first transcription.
            environments.ensure(decision.profile(), console.progress());
            console.say("env.gpu_untested", name());
            return;
        }
        Replacement.Outcome outcome = successor.inPlaceOfLive(composition, decision, model.get());
        if (outcome instanceof Replacement.Outcome.Refused refused) {
            console.say("device.gpu_refused", name(), composition.devices().text(refused.verdict()));
        } else if (outcome instanceof Replacement.Outcome.Serving serving) {
            console.say("env.gpu_ready", name(), serving.admitted().computeType());
        }
    }

    /** Tells why the packages are not here yet, and what brings them. */
    void waits(CodedException failure) {
        Console console = composition.console();
        Messages messages = console.messages();
        console.progress().clear();
        if (failure.code() == ErrorCode.DOWNLOADS_OFF) {
            console.say("env.gpu_off", name(), messages.advice(failure.code(), failure.arguments()));
        } else {
            console.say("env.gpu_waits", name(), messages.cause(failure.code(), failure.arguments()));
        }
    }

    /** The best for this GPU of those that are here whole. */
    private Optional<ModelStatus> modelHere() throws CodedException, InterruptedException {
        ModelStore models = composition.models();
        List<ModelStatus> here =
                models.list().stream().filter(ModelStatus::complete).toList();
        List<String> ids = here.stream().map(ModelStatus::id).toList();
        if (ids.isEmpty()) {
            return Optional.empty();
        }
        Demand demand = new Demand(composition.settings().language(), false);
        String best = new ModelChoice(ModelCatalogue.shipped())
                .choose(DeviceChoice.machine(composition.hardware(), decision), demand, ids::contains)
                .id();
        return here.stream()
                .filter(model -> model.id().equals(best))
                .findFirst()
                .or(() -> here.stream().findFirst());
    }
}
