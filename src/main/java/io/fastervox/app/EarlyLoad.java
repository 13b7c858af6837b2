package io.fastervox.app;

import io.fastervox.engine.EngineException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the model before anybody dictates, where people want that. A failure is told once, until a load succeeds or the
 * settings are applied again: it leads to a repair, and that to another try.
 */
final class EarlyLoad {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyLoad.class);

    private final Work work;
    private final ExecutorService thread;
    private final Consumer<EngineException> gaveWay;
    private final Consumer<EngineException> failed;
    // Guarded by this object's monitor:
    private boolean wanted;
    private boolean told;

    /**
     * @param thread may be shut down while this object is used
     * @param gaveWay hears why the processor has taken over from a GPU
     * @param failed hears why there is no model in the memory
     */
    EarlyLoad(Work work, ExecutorService thread, Consumer<EngineException> gaveWay, Consumer<EngineException> failed) {
        this.work = work;
        this.thread = thread;
        this.gaveWay = gaveWay;
        this.failed = failed;
    }

    /** Loads what is set up, if anything is. */
    @FunctionalInterface
    interface Work {
        /** @return why the processor has taken over from a GPU, if it has */
        Optional<EngineException> load() throws EngineException, InterruptedException;
    }

    synchronized void want(boolean now) {
        wanted = now;
        told = false;
        begin();
    }

    synchronized boolean isWanted() {
        return wanted;
    }

    /** To be called whenever there is something else to be loaded. */
    synchronized void begin() {
        if (!wanted) {
            return;
        }
        try {
            thread.execute(this::load);
        } catch (RejectedExecutionException e) {
            LOG.debug("the program ends");
        }
    }

    private void load() {
        if (!isWanted()) {
            return;
        }
        try {
            work.load().ifPresent(gaveWay);
            tell(Optional.empty());
        } catch (EngineException e) {
            LOG.warn("the model is not loaded before it is needed", e);
            tell(Optional.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the program ends
        } catch (RuntimeException e) {
            LOG.error("the model is not loaded before it is needed", e); // the edge of this thread
        }
    }

    private synchronized void tell(Optional<EngineException> failure) {
        if (!told) {
            failure.ifPresent(failed);
        }
        told = failure.isPresent();
    }
}
