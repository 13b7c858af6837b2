package io.fastervox.app;

import io.fastervox.environment.Admission.Obstacle;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.Environments;
import io.fastervox.support.CodedException;
import io.fastervox.support.Messages;
import java.util.List;

/**
 * A remembered failure of the GPU that would compute, in the form of {@code --json}.
 *
 * @param text in the person's language
 */
record RefusalView(String model, String computeType, Obstacle obstacle, String text) {
    /** What is remembered of the present GPU, driver and packages; nothing on the CPU. */
    static List<RefusalView> of(Composition composition, DeviceDecision decision) throws CodedException {
        if (!decision.onGpu()) {
            return List.of();
        }
        Environments environments = composition.environments();
        DeviceChoice devices = composition.devices();
        return environments.admissions().refusals(decision, environments.lockId(decision.profile())).stream()
                .map(refused -> new RefusalView(
                        refused.subject().model(),
                        refused.subject().computeType(),
                        refused.verdict().obstacle(),
                        devices.text(refused.verdict())))
                .toList();
    }

    String line(Messages messages, DeviceDecision decision) {
        return messages.text(
                "device.refusal", decision.gpu().orElseThrow().name(), computeType, text, decision.profile());
    }
}
