package io.fastervox.app;

import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.EngineSource;
import io.fastervox.files.ModelWish;
import io.fastervox.files.UsedModel;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The engines of the agent's queue: the one that dictation has, as soon as there is one; another for a job that wants
 * another model or device.
 */
final class FilesEngines implements EngineSource {
    private static final String ENGLISH_ONLY = ".en";
    /** What is the GPU's fault for certain: a worker may also end of a recording that no decoder survives. */
    private static final Set<ErrorCode> OF_A_GPU =
            EnumSet.of(ErrorCode.DEVICE_UNAVAILABLE, ErrorCode.COMPUTE_TYPE_UNSUPPORTED, ErrorCode.OUT_OF_MEMORY);

    private final AgentEngine engine;
    private final EngineSource others;
    private final Consumer<EngineException> gaveWay;

    /** @param gaveWay hears why the processor has taken over from a GPU */
    FilesEngines(AgentEngine engine, EngineSource others, Consumer<EngineException> gaveWay) {
        this.engine = engine;
        this.others = others;
        this.gaveWay = gaveWay;
    }

    @Override
    public Ready ready(ModelWish wish, TranscriptionRequest request) throws CodedException, InterruptedException {
        AgentEngine.Present present = engine.await();
        if (!serves(present.used(), wish, request)) {
            return others.ready(wish, request);
        }
        try {
            return loaded(present);
        } catch (EngineException e) {
            Optional<Ready> other = isOfAGpu(e) ? onCpu(present, e) : Optional.empty();
            if (other.isEmpty()) {
                throw e;
            }
            return other.get();
        }
    }

    @Override
    public Optional<Ready> instead(Ready failed, EngineException failure) throws EngineException, InterruptedException {
        if (!isOfAGpu(failure)) {
            return Optional.empty();
        }
        AgentEngine.Present present = engine.await();
        if (!failed.engine().equals(present.ready().engine())) {
            return Optional.empty();
        }
        if (!failed.model().equals(present.used())) { // a dictation has seen to it
            return Optional.of(loaded(present));
        }
        return onCpu(present, failure);
    }

    static boolean isOfAGpu(EngineException failure) {
        return OF_A_GPU.contains(failure.code());
    }

    private static Ready loaded(AgentEngine.Present present) throws EngineException, InterruptedException {
        present.ready().engine().load(present.ready().model());
        return new Ready(present.ready().engine(), present.used());
    }

    /** As a dictation does it, and told in the same words. */
    private Optional<Ready> onCpu(AgentEngine.Present failed, EngineException failure)
            throws EngineException, InterruptedException {
        Optional<EngineSupply.Ready> other = engine.instead(failed.ready(), failure);
        if (other.isEmpty()) {
            return Optional.empty();
        }
        other.get().engine().load(other.get().model());
        gaveWay.accept(failure);
        return Optional.of(new Ready(other.get().engine(), engine.await().used()));
    }

    private static boolean serves(UsedModel used, ModelWish wish, TranscriptionRequest request) {
        boolean understands =
                !used.id().endsWith(ENGLISH_ONLY) || request.language().equals(Optional.of("en"));
        return understands
                && request.task() == Task.TRANSCRIBE
                && wish.model().orElse(used.id()).equals(used.id())
                && wish.device().orElse(used.device()).equals(used.device())
                && wish.computeType().orElse(used.computeType()).equals(used.computeType());
    }
}
