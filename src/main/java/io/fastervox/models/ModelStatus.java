package io.fastervox.models;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A model as the store sees it.
 *
 * @param entry what the catalogue says; empty for an imported model of another origin
 * @param bytes on disk
 * @param source where it came from, once it is complete
 * @param loadedBy the engine that loaded it last, see {@link Loader#engine()}
 */
public record ModelStatus(
        String id,
        Optional<ModelEntry> entry,
        ModelState state,
        Path folder,
        long bytes,
        Optional<String> source,
        Optional<String> loadedBy) {
    /** Whether its files are complete, loaded or not. */
    public boolean complete() {
        return state == ModelState.PRESENT || state == ModelState.USABLE;
    }

    /** Whether this very engine has loaded it. */
    public boolean usableWith(String engine) {
        return state == ModelState.USABLE && loadedBy.filter(engine::equals).isPresent();
    }
}
