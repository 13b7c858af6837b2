package io.fastervox.app;

import io.fastervox.environment.Admission;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.ReadyEnvironment;
import java.nio.file.Path;

/**
 * Lets the model that serves leave a GPU's memory before another one is tried there: a small card has no room for both.
 *
 * @param letGo ends what this process runs in the environment, unless it is at work; then the trial may come to want of
 *     memory, which is no verdict
 */
record RoomyAdmission(Admission admission, Runnable letGo) implements Admission {
    @Override
    public Verdict admit(ReadyEnvironment environment, Path modelFolder, Place place)
            throws EnvironmentException, InterruptedException {
        if (place.device().equals(DeviceDecision.CUDA)) {
            letGo.run();
        }
        return admission.admit(environment, modelFolder, place);
    }
}
