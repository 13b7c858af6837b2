package io.fastervox.app;

import io.fastervox.dictation.EngineSupply;
import io.fastervox.engine.ChangeableEngine;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.files.UsedModel;
import io.fastervox.support.ErrorCode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine that the agent works with, or one call of the program. Another one takes its place between two jobs when the
 * set-up has changed.
 */
final class AgentEngine implements EngineSupply, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentEngine.class);
    private static final String CPU = "cpu";
    /** The one that every processor has. */
    private static final String ON_CPU = "int8";
    /** What may be the GPU's fault: its driver, its memory, or its libraries. */
    private static final Set<ErrorCode> OF_A_GPU = EnumSet.of(
            ErrorCode.DEVICE_UNAVAILABLE,
            ErrorCode.COMPUTE_TYPE_UNSUPPORTED,
            ErrorCode.OUT_OF_MEMORY,
            ErrorCode.WORKER_START_FAILED,
            ErrorCode.WORKER_CRASHED,
            ErrorCode.WORKER_UNRESPONSIVE);

    private final IdleRest idle;
    private final EarlyLoad early;
    /** Held while one engine takes the place of another, which may take as long as a model is loaded. */
    private final ReentrantLock changing = new ReentrantLock();
    // Guarded by this object's monitor:
    private Optional<ChangeableEngine> engine = Optional.empty();
    private Optional<Used> used = Optional.empty();
    private boolean closed;

    AgentEngine() {
        this(IdleRest.timer(), failure -> {}, failure -> {});
    }

    /**
     * @param timer is closed with this engine
     * @param gaveWay hears why the processor has taken over from a GPU when nobody dictated
     * @param notLoaded hears why the model could not be loaded ahead
     */
    AgentEngine(
            ScheduledExecutorService timer, Consumer<EngineException> gaveWay, Consumer<EngineException> notLoaded) {
        this.early = new EarlyLoad(this::load, timer, gaveWay, notLoaded);
        this.idle = new IdleRest(() -> early.isWanted() || rest(), timer);
    }

    private record Used(
            BiFunction<ReadyEnvironment, String, Engine> engines,
            ReadyEnvironment environment,
            ModelSpec spec,
            UsedModel model,
            Set<String> shortWindows) {
        boolean servedBy(ReadyEnvironment other, ModelSpec wanted) {
            return environment.equals(other) && spec.device().equals(wanted.device());
        }
    }

    /**
     * What was made ready is used from the next job on. The worker that runs is kept when it serves it too.
     *
     * @param engines make one for an environment and a device
     */
    void use(BiFunction<ReadyEnvironment, String, Engine> engines, Preparation.Prepared prepared)
            throws EngineException, InterruptedException {
        changing.lockInterruptibly();
        try {
            change(engines, prepared);
        } finally {
            changing.unlock();
        }
        early.begin();
    }

    private void change(BiFunction<ReadyEnvironment, String, Engine> engines, Preparation.Prepared prepared)
            throws EngineException, InterruptedException {
        ModelSpec spec = prepared.spec();
        ReadyEnvironment environment = prepared.environment();
        Optional<ChangeableEngine> present;
        boolean kept;
        synchronized (this) {
            present = engine;
            kept = used.filter(old -> old.servedBy(environment, spec)).isPresent();
        }
        if (!kept) {
            Engine next = engines.apply(environment, spec.device());
            if (present.isPresent()) {
                present.get().change(next, spec);
                idle.used(); // it has loaded its model
            } else {
                begin(next);
            }
        }
        synchronized (this) {
            used = Optional.of(new Used(
                    engines,
                    environment,
                    spec,
                    new UsedModel(prepared.modelId(), spec.device(), spec.computeType()),
                    prepared.shortWindows()));
            notifyAll();
        }
    }

    /** Nothing is begun before {@link #use}: who wants an engine waits. */
    synchronized void suspend() {
        used = Optional.empty();
    }

    private synchronized void begin(Engine first) {
        engine = Optional.of(new ChangeableEngine(first, idle::used));
        if (closed) {
            first.close();
        }
    }

    /** @param wanted whether the model is in the memory before the first job, and stays there whatever the pause is */
    void loadAhead(boolean wanted) {
        early.want(wanted);
    }

    private Optional<EngineException> load() throws EngineException, InterruptedException {
        Optional<ChangeableEngine> present;
        Optional<Ready> ready;
        synchronized (this) {
            present = engine;
            ready = used.map(now -> new Ready(engine.orElseThrow(), now.spec(), now.shortWindows()));
        }
        if (ready.isEmpty()) {
            return Optional.empty(); // what is set up later is loaded then
        }
        try {
            present.orElseThrow().loadWhenIdle(() -> spec(ready.get()));
            LOG.info("the model is loaded before anybody needs it");
            return Optional.empty();
        } catch (EngineException e) {
            if (!spec(ready.get()).equals(ready.get().model())) {
                throw e; // something else was set up meanwhile, and is loaded next
            }
            if (instead(ready.get(), e).isEmpty()) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** What is set up now; of an engine that is being repaired, what it had. */
    private synchronized ModelSpec spec(Ready before) {
        return used.map(Used::spec).orElse(before.model());
    }

    /** @param pause without a job, after which the worker ends until the next one; zero: never */
    void restAfter(Duration pause) {
        idle.after(pause);
    }

    /** The pause without a job after which the worker ends; zero: never. */
    Duration pause() {
        return idle.pause();
    }

    /** Ends the worker until the next job, unless it is at one. */
    boolean rest() {
        Optional<ChangeableEngine> present;
        synchronized (this) {
            present = engine;
        }
        return present.map(Engine::rest).orElse(true); // without a lock, for the end of a worker takes a moment
    }

    @Override
    public synchronized Ready get() throws EngineException {
        idle.used();
        Used now = used.orElseThrow(() -> new EngineException(ErrorCode.ENVIRONMENT_MISSING, "nothing is set up yet"));
        return new Ready(engine.orElseThrow(), now.spec(), now.shortWindows());
    }

    /** A GPU that fails at work leaves it to the processor, until the next set-up proves it again. */
    @Override
    public Optional<Ready> instead(Ready failed, EngineException failure) throws EngineException, InterruptedException {
        if (failed.model().device().equals(CPU) || !OF_A_GPU.contains(failure.code())) {
            return Optional.empty();
        }
        changing.lockInterruptibly();
        try {
            Optional<Used> found;
            synchronized (this) {
                found = used;
            }
            if (found.isEmpty()) {
                return Optional.empty(); // it is being repaired
            }
            Used now = found.get();
            if (!now.spec().device().equals(CPU)) {
                ModelSpec spec = new ModelSpec(
                        now.spec().folder(), CPU, ON_CPU, now.spec().cpuThreads());
                change(
                        now.engines(),
                        new Preparation.Prepared(now.environment(), now.model().id(), spec));
            }
        } finally {
            changing.unlock();
        }
        return Optional.of(get());
    }

    /** An engine, and what transcripts say of their origin. */
    record Present(Ready ready, UsedModel used) {}

    /** Waits until something is set up. */
    synchronized Present await() throws EngineException, InterruptedException {
        while (used.isEmpty()) {
            wait();
        }
        return new Present(get(), used.get().model());
    }

    /** The one that makes the texts, once there is one. */
    synchronized Optional<String> model() {
        return usedModel().map(UsedModel::id);
    }

    /** What transcripts say of their origin, once there is something to transcribe with. */
    synchronized Optional<UsedModel> usedModel() {
        return used.map(Used::model);
    }

    /** Ends the worker. */
    @Override
    public synchronized void close() {
        closed = true;
        idle.close();
        engine.ifPresent(Engine::close);
    }
}
