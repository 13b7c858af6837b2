package io.fastervox.dictation;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.Set;

/**
 * Where dictation gets its engine from: asked at each press and again for each recording that is decoded as a whole, because
 * it may be another one by then. Called on dictation's threads, where it may take its time.
 */
@FunctionalInterface
public interface EngineSupply {
    /** @throws CodedException when there is none, with what the person can do about it */
    Ready get() throws CodedException, InterruptedException;

    /**
     * Another engine for a recording at which one has failed; it serves what comes afterwards, too.
     *
     * @return empty when there is none, or the failure would meet every engine
     */
    default Optional<Ready> instead(Ready failed, EngineException failure) throws CodedException, InterruptedException {
        return Optional.empty();
    }

    /**
     * An engine, and the model that it is to have loaded. The engine is not closed by dictation.
     *
     * @param shortWindows languages of which the model bears encoder windows of less than 30 s
     */
    record Ready(Engine engine, ModelSpec model, Set<String> shortWindows) {
        public Ready {
            shortWindows = Set.copyOf(shortWindows);
        }

        /** With a model that nobody has measured. */
        public Ready(Engine engine, ModelSpec model) {
            this(engine, model, Set.of());
        }

        /** Whether it does for what is spoken; not while nobody has said which language that is. */
        boolean bearsShortWindows(Optional<String> language) {
            return language.filter(shortWindows::contains).isPresent();
        }
    }
}
