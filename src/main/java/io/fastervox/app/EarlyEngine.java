package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.Profiles;
import io.fastervox.environment.ReadyEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.LoggerFactory;

/**
 * Starts the engine of the live environment while the program still checks everything: Python's start and ours overlap. If
 * the checks end with another environment or device, that one's engine is taken.
 */
final class EarlyEngine implements AutoCloseable {
    private final BiFunction<ReadyEnvironment, String, Engine> engines;
    private final Optional<ReadyEnvironment> expected;
    private final String expectedDevice;
    // Guarded by this object's monitor:
    private Optional<Engine> engine;
    private boolean given;
    /** Another one was asked for since; whoever has one may still work with it. */
    private final List<Engine> givenBefore = new ArrayList<>();

    private volatile long startedAt;

    /** @param live what {@code current.json} names, unchecked */
    EarlyEngine(BiFunction<ReadyEnvironment, String, Engine> engines, Optional<ReadyEnvironment> live) {
        this.engines = engines;
        this.expected = live;
        this.expectedDevice = live.map(ReadyEnvironment::profile)
                        .filter(profile -> !profile.equals(Profiles.CPU))
                        .isPresent()
                ? DeviceDecision.CUDA
                : "cpu";
        this.engine = live.map(environment -> engines.apply(environment, expectedDevice));
        engine.ifPresent(this::start);
    }

    /**
     * The engine of this environment on this device, started or not: the one that was expected, or each time another. It is
     * closed with this object.
     */
    synchronized Engine of(ReadyEnvironment environment, String device) {
        if (engine.isEmpty() || !expected.equals(Optional.of(environment)) || !expectedDevice.equals(device)) {
            if (given) {
                engine.ifPresent(givenBefore::add);
            } else {
                engine.ifPresent(Engine::close);
            }
            startedAt = 0;
            engine = Optional.of(engines.apply(environment, device));
        }
        given = true;
        return engine.get();
    }

    /** When its worker had started, in milliseconds since the epoch; now, if it has not. */
    long startedAt() {
        return startedAt > 0 ? startedAt : System.currentTimeMillis();
    }

    /** Ends what runs, so that its environment can be changed; {@link #of} starts anew. */
    synchronized void letGo() {
        close();
        engine = Optional.empty();
        given = false;
        givenBefore.clear();
    }

    @Override
    public synchronized void close() {
        engine.ifPresent(Engine::close);
        givenBefore.forEach(Engine::close);
    }

    private void start(Engine engine) {
        Thread thread = new Thread(
                () -> {
                    try {
                        engine.info();
                        startedAt = System.currentTimeMillis();
                    } catch (EngineException e) {
                        // Whoever uses the engine meets the same error and tells it.
                        LoggerFactory.getLogger(EarlyEngine.class).debug("early start: {}", e.getMessage());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "early-engine");
        thread.setDaemon(true);
        thread.start();
    }
}
