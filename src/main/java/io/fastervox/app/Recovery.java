package io.fastervox.app;

import io.fastervox.engine.Engine;
import io.fastervox.environment.Environments;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.environment.Rung;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at the environment when a worker has failed in a way that a damaged environment may be the reason of (R16), repairs
 * it, and lets the work be tried once more; once in a call of the program.
 */
final class Recovery {
    private static final Set<ErrorCode> MAY_BE_OF_THE_ENVIRONMENT = EnumSet.of(
            ErrorCode.ENVIRONMENT_DAMAGED,
            ErrorCode.ENVIRONMENT_SELF_TEST_FAILED,
            ErrorCode.WORKER_START_FAILED,
            ErrorCode.WORKER_CRASHED,
            ErrorCode.WORKER_PROTOCOL,
            ErrorCode.INTERNAL);

    private final Composition composition;
    private boolean used;

    Recovery(Composition composition) {
        this.composition = composition;
    }

    /** Does the work; after a repair, once more. */
    <T> T orAgain(Alongside.Work<T> work) throws CodedException, InterruptedException {
        try {
            return work.run();
        } catch (CodedException e) {
            if (!repaired(e)) {
                throw e;
            }
        }
        return work.run();
    }

    /** The engine, with a second one for a transcription that fails before its first segment. */
    Engine orAgain(Engine engine, Alongside.Work<Engine> again) {
        return new SecondTry(engine, this, again);
    }

    /** Whether the failure came from damage, which is repaired now. */
    boolean repaired(CodedException failure) throws CodedException, InterruptedException {
        Optional<ReadyEnvironment> live = composition.environments().live();
        if (used || live.isEmpty() || !MAY_BE_OF_THE_ENVIRONMENT.contains(failure.code())) {
            return false;
        }
        used = true;
        Console console = composition.console();
        console.say("env.suspected", failure.code().id());
        Environments.Built built = repair(composition, live.get());
        return built.repair().filter(repair -> repair.rung() != Rung.SELF_TEST).isPresent()
                || !live.equals(Optional.of(built.environment()));
    }

    /**
     * Looks at every file of the live environment and repairs what is not right; one that an update replaces is built anew
     * only when it is damaged.
     *
     * @return whether nothing was wrong
     */
    static boolean look(Composition composition, ReadyEnvironment live) throws CodedException, InterruptedException {
        Environments environments = composition.environments();
        if (environments.outdated(live.profile()).isPresent()
                && environments.check(true).isEmpty()) {
            return true;
        }
        return repair(composition, live)
                .repair()
                .filter(found -> found.rung() == Rung.SELF_TEST)
                .isPresent();
    }

    /** Looks at every file of the live environment, has it pass its self-test, and repairs what is not right. */
    static Environments.Built repair(Composition composition, ReadyEnvironment live)
            throws CodedException, InterruptedException {
        composition.letGoOfEnvironment();
        EnvironmentOnConsole teller = composition.environmentOnConsole();
        return teller.told(composition
                .environments()
                .repair(live.profile(), composition.console().progress(), teller));
    }
}
