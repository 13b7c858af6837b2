package io.fastervox.app;

import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;

/** The tray program's engine, for one call: it is still being made ready while the person speaks already. */
final class PromisedEngine implements EngineSupply, AutoCloseable {
    private final AgentEngine engine = new AgentEngine();
    private final CompletableFuture<AgentEngine> promise = new CompletableFuture<>();

    /**
     * Makes it ready on this thread. A failure is told to those who wait for the engine, and to the caller.
     *
     * @param engines make one for an environment and a device
     * @return whether it is ready
     */
    boolean keep(BiFunction<ReadyEnvironment, String, Engine> engines, Alongside.Work<Preparation.Prepared> preparation)
            throws InterruptedException {
        try {
            engine.use(engines, preparation.run());
            promise.complete(engine);
        } catch (CodedException | RuntimeException e) {
            promise.completeExceptionally(e);
        }
        return !promise.isCompletedExceptionally();
    }

    @Override
    public Ready get() throws CodedException, InterruptedException {
        try {
            return promise.get().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CodedException coded) {
                throw coded;
            }
            throw new IllegalStateException("preparation failed", e.getCause());
        }
    }

    @Override
    public Optional<Ready> instead(Ready failed, EngineException failure) throws EngineException, InterruptedException {
        return engine.instead(failed, failure);
    }

    /** The model that makes the texts, once there is one. */
    Optional<String> model() {
        return engine.model();
    }

    @Override
    public void close() {
        engine.close();
    }
}
