package io.fastervox.dictation;

import io.fastervox.engine.Engine;
import io.fastervox.engine.ModelSpec;
import io.fastervox.support.CodedException;

/**
 * Where dictation gets its engine from: asked at each press and again for each recording, because it may be another one by
 * then. Called on dictation's thread, where it may take its time.
 */
@FunctionalInterface
public interface EngineSupply {
    /** @throws CodedException when there is none, with what the person can do about it */
    Ready get() throws CodedException, InterruptedException;

    /** An engine, and the model that it is to have loaded. The engine is not closed by dictation. */
    record Ready(Engine engine, ModelSpec model) {}
}
