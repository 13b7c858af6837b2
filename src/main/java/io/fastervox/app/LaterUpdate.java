package io.fastervox.app;

import io.fastervox.support.CodedException;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * The environment of a new version of the program, built when the person has got what was asked for with the old one (R21).
 * That it cannot be built is no failure: the old one goes on serving.
 */
final class LaterUpdate {
    private final Composition composition;
    private Optional<String> profile = Optional.empty();

    LaterUpdate(Composition composition) {
        this.composition = composition;
    }

    /** The old one serves now. */
    void isDue(String profileId) {
        profile = Optional.of(profileId);
    }

    /** Builds what is due. */
    void run() throws InterruptedException {
        if (profile.isEmpty()) {
            return;
        }
        Console console = composition.console();
        console.say("env.updating");
        try {
            EnvironmentOnConsole teller = composition.environmentOnConsole();
            teller.told(composition.environments().ensure(profile.get(), console.progress(), teller));
            console.progress().clear();
            console.say("env.updated");
        } catch (CodedException e) {
            LoggerFactory.getLogger(LaterUpdate.class).warn("the update waits", e);
            console.progress().clear();
            console.say("env.update_waits", console.messages().cause(e.code(), e.arguments()));
        }
    }
}
