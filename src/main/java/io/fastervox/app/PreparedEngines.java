package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.files.EngineSource;
import io.fastervox.files.ModelWish;
import io.fastervox.files.UsedModel;
import io.fastervox.support.CodedException;
import java.util.Optional;

/**
 * The engine of the queue's jobs: prepared and, after damage, repaired as for a call, and kept with its model from one job to
 * the next.
 */
final class PreparedEngines implements EngineSource, AutoCloseable {
    private final Composition composition;
    private Optional<Kept> kept = Optional.empty();

    PreparedEngines(Composition composition) {
        this.composition = composition;
    }

    private record Kept(ReadyEnvironment environment, String device, Engine engine) {
        boolean fits(Preparation.Prepared prepared) {
            return environment.equals(prepared.environment())
                    && device.equals(prepared.spec().device());
        }
    }

    @Override
    public Ready ready(ModelWish wish, TranscriptionRequest request) throws CodedException, InterruptedException {
        composition.whenEnvironmentChanges(this::close);
        Recovery recovery = new Recovery(composition);
        Alongside.Work<Ready> load = () -> loaded(wish, request);
        Ready loaded = recovery.orAgain(load);
        return new Ready(recovery.orAgain(loaded.engine(), () -> load.run().engine()), loaded.model());
    }

    private Ready loaded(ModelWish wish, TranscriptionRequest request) throws CodedException, InterruptedException {
        Preparation.Prepared prepared = composition
                .preparation()
                .prepare(new Preparation.Wish(
                        wish.model(),
                        request.language(),
                        request.task() == Task.TRANSLATE,
                        wish.device(),
                        wish.computeType()));
        Engine engine = engine(prepared);
        engine.load(prepared.spec());
        return new Ready(
                engine,
                new UsedModel(
                        prepared.modelId(),
                        prepared.spec().device(),
                        prepared.spec().computeType()));
    }

    private synchronized Engine engine(Preparation.Prepared prepared) {
        if (kept.filter(present -> present.fits(prepared)).isEmpty()) {
            close();
            String device = prepared.spec().device();
            kept = Optional.of(
                    new Kept(prepared.environment(), device, composition.engine(prepared.environment(), device)));
        }
        return kept.orElseThrow().engine();
    }

    @Override
    public synchronized void close() {
        kept.ifPresent(present -> present.engine().close());
        kept = Optional.empty();
    }
}
