package io.fastervox.app;

import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.Replacement;
import io.fastervox.models.ModelStatus;
import io.fastervox.support.CodedException;

/** Who works with what has passed its test from then on; what it throws leaves everything as it was. */
@FunctionalInterface
interface Successor {
    void use(Preparation.Prepared tested) throws CodedException, InterruptedException;

    /** Builds beside the live environment what a decision asks for, tries it with a model, and puts it in its place. */
    default Replacement.Outcome inPlaceOfLive(Composition composition, DeviceDecision decision, ModelStatus model)
            throws CodedException, InterruptedException {
        return new Replacement(composition.environments(), composition.admission())
                .run(
                        new Replacement.Wanted(decision, Preparation.identity(model), model.folder()),
                        (environment, admitted) ->
                                use(Preparation.Prepared.of(environment, model, decision, admitted.computeType())),
                        composition.console().progress());
    }
}
