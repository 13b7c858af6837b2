package io.fastervox.environment;

import io.fastervox.support.CodedException;
import io.fastervox.support.ProgressListener;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts a better environment in the place of the live one while that serves: build, admit, hand over, make live, delete the
 * old one. Whatever fails on the way, the live one stays live. A GPU that fails its admission is remembered and not built
 * for again until its driver, the GPU or the lock is another one.
 */
public record Replacement(Environments environments, Admission admission) {
    /**
     * What is to serve.
     *
     * @param decision device, profile and compute types
     * @param model identity of the model's content, see {@link Admissions.Subject#model}
     */
    public record Wanted(DeviceDecision decision, String model, Path modelFolder) {}

    /** Who uses the live environment, usually the owner of the engine. */
    @FunctionalInterface
    public interface Owner {
        /**
         * Uses the new environment from the next job on. Returns when it does, so that the old folder can go; what it throws
         * leaves everything as it was.
         */
        void takeOver(ReadyEnvironment environment, Admissions.Subject admitted)
                throws CodedException, InterruptedException;
    }

    /** How it ended. */
    public sealed interface Outcome {
        /** The new environment is live. */
        record Serving(ReadyEnvironment environment, Admissions.Subject admitted) implements Outcome {}

        /** The old one goes on serving; the refusal is remembered. */
        record Refused(Admissions.Subject subject, Admission.Verdict.Refused verdict) implements Outcome {}
    }

    /**
     * Does all of it; takes as long as the build.
     *
     * @param listener hears the keys of {@link BuildStep}
     */
    public Outcome run(Wanted wanted, Owner owner, ProgressListener listener)
            throws CodedException, InterruptedException {
        String profile = wanted.decision().profile();
        Admissions admissions = environments.admissions();
        Optional<Admissions.Decided.Refused> known =
                admissions.refusal(wanted.model(), wanted.decision(), environments.lockId(profile));
        if (known.isPresent()) {
            return new Outcome.Refused(known.get().subject(), known.get().verdict());
        }
        ReadyEnvironment environment = environments.candidate(profile, listener).environment();
        Admissions.Decided decided =
                admissions.admit(admission, environment, wanted.model(), wanted.modelFolder(), wanted.decision());
        try {
            if (decided instanceof Admissions.Decided.Refused refused) {
                return new Outcome.Refused(refused.subject(), refused.verdict());
            }
            Admissions.Subject admitted = ((Admissions.Decided.Admitted) decided).subject();
            owner.takeOver(environment, admitted);
            environments.makeLive(environment);
            return new Outcome.Serving(environment, admitted);
        } finally {
            environments.deleteOld();
        }
    }
}
