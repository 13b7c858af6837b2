package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.environment.ReadyEnvironment;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Starts the engine of the live environment while the program still checks everything: Python's start and ours overlap. If
 * the checks end with another environment, that one's engine is taken.
 */
final class EarlyEngine implements AutoCloseable {
    private final Function<ReadyEnvironment, Engine> engines;
    private final Optional<ReadyEnvironment> expected;
    private Optional<Engine> engine;

    /** @param live what {@code current.json} names, unchecked */
    EarlyEngine(Function<ReadyEnvironment, Engine> engines, Optional<ReadyEnvironment> live) {
        this.engines = engines;
        this.expected = live;
        this.engine = live.map(engines);
        engine.ifPresent(EarlyEngine::start);
    }

    /** The engine of this environment, started or not. It is closed with this object. */
    Engine of(ReadyEnvironment environment) {
        if (engine.isEmpty() || !expected.equals(Optional.of(environment))) {
            close();
            engine = Optional.of(engines.apply(environment));
        }
        return engine.get();
    }

    @Override
    public void close() {
        engine.ifPresent(Engine::close);
    }

    private static void start(Engine engine) {
        Thread thread = new Thread(
                () -> {
                    try {
                        engine.info();
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
