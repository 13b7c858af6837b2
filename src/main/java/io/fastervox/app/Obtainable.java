package io.fastervox.app;

import io.fastervox.models.ModelStore;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a model is here or can be fetched, as a predicate; what goes wrong is kept and thrown afterwards. */
final class Obtainable implements Predicate<String> {
    private final ModelStore models;
    private Optional<CodedException> failure = Optional.empty();
    private boolean interrupted;

    Obtainable(ModelStore models) {
        this.models = models;
    }

    @Override
    public boolean test(String id) {
        if (interrupted) {
            return false;
        }
        try {
            return models.obtainable(id);
        } catch (CodedException e) {
            failure = Optional.of(e);
            return false;
        } catch (InterruptedException e) {
            interrupted = true;
            return false;
        }
    }

    /** Throws what any of the questions failed with. */
    void rethrow() throws CodedException, InterruptedException {
        if (interrupted) {
            throw new InterruptedException();
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }
}
