package io.fastervox.app;

import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.Replacement;
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

    /** Builds what is due and makes it the live one, where nothing else is at work. */
    void run() throws InterruptedException {
        if (profile.isPresent()) {
            try {
                composition.console().say("env.updating");
                EnvironmentOnConsole teller = composition.environmentOnConsole();
                teller.told(composition
                        .environments()
                        .ensure(profile.get(), composition.console().progress(), teller));
                ended("env.updated");
            } catch (CodedException e) {
                waits(e);
            }
        }
    }

    /** Builds what is due beside the old one, which serves until the new one has passed its test in its place. */
    void beside(Preparation.Prepared old, Successor successor) throws InterruptedException {
        if (profile.isPresent()) {
            try {
                composition.console().say("agent.updating");
                DeviceDecision decision =
                        composition.devices().decisionFor(old.spec().device()).with(profile.get());
                Replacement.Outcome outcome = successor.inPlaceOfLive(
                        composition, decision, composition.models().status(old.modelId()));
                if (outcome instanceof Replacement.Outcome.Refused refused) {
                    ended("env.update_waits", composition.devices().text(refused.verdict()));
                } else {
                    ended("env.updated");
                }
            } catch (CodedException e) {
                waits(e);
            }
        }
    }

    private void waits(CodedException e) {
        LoggerFactory.getLogger(LaterUpdate.class).warn("the update waits", e);
        ended("env.update_waits", composition.console().messages().cause(e.code(), e.arguments()));
    }

    private void ended(String key, Object... arguments) {
        composition.console().progress().clear();
        composition.console().say(key, arguments);
    }
}
