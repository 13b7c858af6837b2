package io.fastervox.environment;

import java.util.List;

/** Hears of damage before anything is repaired; whoever runs a program of the environment lets it go now. */
@FunctionalInterface
public interface DamageListener {
    DamageListener NONE = problems -> {};

    /** Called on the thread that repairs. The list is empty when the files are right and the self-test failed. */
    void damaged(List<Problem> problems);
}
