package io.fastervox.app;

import io.fastervox.engine.ChangeableEngine;
import io.fastervox.engine.Engine;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.files.EngineSource;
import io.fastervox.files.ModelWish;
import io.fastervox.files.UsedModel;
import io.fastervox.support.CodedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The engine of the queue's jobs: prepared and, after damage, repaired as for a call, and kept with its model from one job to
 * the next, unless that is long in coming.
 */
final class PreparedEngines implements EngineSource, AutoCloseable {
    private final Composition composition;
    private final BiFunction<ReadyEnvironment, String, Engine> engines;
    private final Supplier<Duration> pause;
    private final IdleRest idle;
    // Guarded by this object's monitor:
    private Optional<Kept> kept = Optional.empty();

    /** @param pause without a job, after which the worker ends until the next one; zero: never */
    PreparedEngines(Composition composition, Supplier<Duration> pause) {
        this(composition, composition::engine, pause, IdleRest.timer());
    }

    /** @param timer is closed with this object */
    PreparedEngines(
            Composition composition,
            BiFunction<ReadyEnvironment, String, Engine> engines,
            Supplier<Duration> pause,
            ScheduledExecutorService timer) {
        this.composition = composition;
        this.engines = engines;
        this.pause = pause;
        this.idle = new IdleRest(this::rest, timer);
    }

    private record Kept(ReadyEnvironment environment, String device, Engine engine) {
        boolean fits(Preparation.Prepared prepared) {
            return environment.equals(prepared.environment())
                    && device.equals(prepared.spec().device());
        }
    }

    @Override
    public Ready ready(ModelWish wish, TranscriptionRequest request) throws CodedException, InterruptedException {
        composition.whenEnvironmentChanges(this::letGo);
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

    synchronized Engine engine(Preparation.Prepared prepared) {
        if (kept.filter(present -> present.fits(prepared)).isEmpty()) {
            letGo();
            String device = prepared.spec().device();
            Engine made = new ChangeableEngine(engines.apply(prepared.environment(), device), idle::used);
            kept = Optional.of(new Kept(prepared.environment(), device, made));
        }
        idle.after(pause.get());
        return kept.orElseThrow().engine();
    }

    /** Ends the worker until the next job, unless it is at one. */
    private boolean rest() {
        Optional<Kept> present;
        synchronized (this) {
            present = kept;
        }
        return present.map(one -> one.engine().rest()).orElse(true); // without a lock, for its end takes a moment
    }

    @Override
    public void close() {
        idle.close();
        letGo();
    }

    private synchronized void letGo() {
        kept.ifPresent(present -> present.engine().close());
        kept = Optional.empty();
    }
}
