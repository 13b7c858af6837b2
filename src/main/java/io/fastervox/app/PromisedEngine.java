package io.fastervox.app;

import io.fastervox.dictation.EngineSupply;
import io.fastervox.support.CodedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** An engine that is still being made ready while the person speaks already. */
final class PromisedEngine implements EngineSupply {
    private final CompletableFuture<Ready> promise = new CompletableFuture<>();

    /**
     * Makes it ready on this thread. A failure is told to those who wait for the engine, and to the caller.
     *
     * @return whether it is ready
     */
    boolean keep(EngineSupply preparation) throws InterruptedException {
        try {
            promise.complete(preparation.get());
        } catch (CodedException | RuntimeException e) {
            promise.completeExceptionally(e);
        }
        return !promise.isCompletedExceptionally();
    }

    @Override
    public Ready get() throws CodedException, InterruptedException {
        try {
            return promise.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof CodedException coded) {
                throw coded;
            }
            throw new IllegalStateException("preparation failed", e.getCause());
        }
    }
}
