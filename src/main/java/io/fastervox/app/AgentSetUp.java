package io.fastervox.app;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Ready;
import io.fastervox.agent.Report;
import io.fastervox.agent.SetUpProgress;
import io.fastervox.agent.Track;
import io.fastervox.config.Settings;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import io.fastervox.support.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes environment and model ready for the agent, on a thread of its own (R4, R23). Of several runs only the latest is
 * heard; the one before has ended when the next begins.
 */
final class AgentSetUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentSetUp.class);
    private static final Set<String> OF_MODEL = Set.of("fetch-model", "wait-model", "assemble", "import", "load-model");

    private final Parts parts;
    private final AgentEngine engine;
    private final Consumer<AgentEvent> agent;
    private final Locale language;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread setUp = new Thread(task, "set-up");
        setUp.setDaemon(true);
        return setUp;
    });
    // Guarded by this object's monitor:
    private long run;
    private Optional<Thread> running = Optional.empty();
    /** Something has failed, and no run has looked at every file since. */
    private boolean suspected;
    /** What such a look has found to be whole: what fails on there is not its fault. */
    private Optional<ReadyEnvironment> whole = Optional.empty();

    /**
     * @param engine gets what was made ready
     * @param language of what goes into the log
     */
    AgentSetUp(Parts parts, AgentEngine engine, Consumer<AgentEvent> agent, Locale language) {
        this.language = language;
        this.parts = parts;
        this.engine = engine;
        this.agent = agent;
    }

    /** Where a run gets its parts from. */
    @FunctionalInterface
    interface Parts {
        Composition with(Console console) throws CodedException;
    }

    synchronized void begin(Settings settings) {
        end();
        long number = run;
        thread.execute(() -> run(number, settings));
    }

    /** The same, but every file of the environment is looked at first, because something has failed that worked before. */
    synchronized void repair(Settings settings) {
        suspected = true;
        engine.suspend();
        begin(settings);
    }

    synchronized void end() {
        run++;
        running.ifPresent(Thread::interrupt);
    }

    synchronized void tryAgainAfter(Duration pause, int failures) {
        long number = run;
        var unused = thread.schedule(
                () -> post(number, new Report.TryAgain(failures)), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void post(long number, AgentEvent event) {
        if (number == run) {
            agent.accept(event);
        }
    }

    private void run(long number, Settings settings) {
        if (!starts(number)) {
            return;
        }
        Map<String, Pace> paces = new HashMap<>();
        Messages messages = Messages.in(language);
        Console console = Console.heardBy(
                messages,
                (key, arguments) -> {
                    LOG.info("set-up: {}", messages.text(key, arguments.toArray()));
                    post(number, new Report.Remarked(new SetUpProgress.Remark(key, arguments)));
                },
                progress -> hear(number, progress, paces));
        try (Composition composition = parts.with(console)) {
            composition.useSettings(settings);
            composition.whenEnvironmentChanges(engine::rest);
            look(composition);
            Preparation.Wish wish = new Preparation.Wish(
                    Optional.empty(), settings.language(), false, Optional.empty(), Optional.empty());
            Preparation.Prepared prepared = new Recovery(composition)
                    .orAgain(() -> composition.preparation().prepare(wish));
            use(number, composition, prepared);
            composition.update().beside(prepared, tested -> use(number, composition, tested));
            followWithGpu(number, composition);
        } catch (InterruptedException e) {
            LOG.info("set-up ended before its end"); // whoever ended it knows
        } catch (CodedException e) {
            LOG.warn("set-up failed", e);
            post(number, new Report.SetUpFailed(Problem.of(e)));
        } catch (RuntimeException e) {
            LOG.error("set-up failed", e); // a thread's edge: the person must hear of it
            post(number, new Report.SetUpFailed(new Problem(ErrorCode.INTERNAL, List.of(e.toString()))));
        } finally {
            ends();
            System.gc(); // what this took is given back: a program that rests collects nothing
        }
    }

    /** At every file, when something has failed since the last such look; a whole environment is looked at once. */
    private void look(Composition composition) throws CodedException, InterruptedException {
        Optional<ReadyEnvironment> live = composition.environments().live();
        synchronized (this) {
            if (!suspected || live.equals(whole)) {
                suspected = false;
                return;
            }
        }
        Optional<ReadyEnvironment> sound = Optional.empty();
        if (live.isPresent()) {
            sound = Recovery.look(composition, live.get()) ? live : Optional.empty();
        }
        synchronized (this) {
            suspected = false;
            whole = sound;
        }
    }

    private void use(long number, Composition composition, Preparation.Prepared prepared)
            throws CodedException, InterruptedException {
        engine.use(composition::engine, prepared);
        post(number, new Report.ModelsAre(AgentModels.of(composition)));
        post(
                number,
                new Report.Prepared(new Ready(
                        prepared.modelId(),
                        prepared.spec().device(),
                        prepared.spec().computeType())));
    }

    /** The large packages of a GPU come after those with which people dictate meanwhile. */
    private void followWithGpu(long number, Composition composition) throws InterruptedException {
        try {
            GpuSetup gpu = new GpuSetup(composition, composition.devices().decision());
            if (gpu.isWanted() && !gpu.isRefused()) {
                follow(number, composition, gpu);
            }
        } catch (CodedException e) {
            LOG.warn("no look at the graphics card", e);
        }
    }

    private void follow(long number, Composition composition, GpuSetup gpu) throws InterruptedException {
        try {
            gpu.run(tested -> use(number, composition, tested));
        } catch (CodedException e) {
            LOG.warn("the processor goes on computing", e); // tried again at the next start
            post(number, new Report.GpuWaits(gpu.name(), Problem.of(e)));
        }
    }

    private synchronized boolean starts(long number) {
        running = number == run ? Optional.of(Thread.currentThread()) : Optional.empty();
        return running.isPresent();
    }

    private synchronized void ends() {
        running = Optional.empty();
        boolean unused = Thread.interrupted(); // meant for the run that is over
    }

    /** On the threads of the work, environment's and model's at the same time. */
    private void hear(long number, Progress progress, Map<String, Pace> paces) {
        String name = OF_MODEL.contains(progress.step()) ? "model" : "environment";
        long now = System.nanoTime();
        double perSecond;
        synchronized (paces) {
            Pace pace = paces.computeIfAbsent(name, key -> new Pace());
            perSecond = pace.of(progress, now);
            if (!pace.isTimeToTell(progress, now)) {
                return;
            }
        }
        post(number, new Report.Progressed(new Track(name, progress, perSecond)));
    }

    @Override
    public void close() {
        end();
        thread.shutdownNow();
    }
}
