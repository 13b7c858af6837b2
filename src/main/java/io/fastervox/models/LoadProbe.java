package io.fastervox.models;

import java.nio.file.Path;

/** Tries whether the engine can load a model; the only proof that a model is usable (R24). */
@FunctionalInterface
public interface LoadProbe {
    /**
     * Loads the model in an engine of its own and lets it go again.
     *
     * @throws ModelException with {@code MODEL_NOT_LOADABLE} if it cannot be loaded
     */
    void load(Path modelFolder) throws ModelException, InterruptedException;
}
