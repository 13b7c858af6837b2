package io.fastervox.app;

import io.fastervox.agent.ModelOption;
import io.fastervox.models.ModelEntry;
import io.fastervox.models.ModelStatus;
import io.fastervox.support.CodedException;
import java.util.List;

/** The models that the agent offers: all that are here or can be fetched. */
final class AgentModels {
    private AgentModels() {}

    static List<ModelOption> of(Composition composition) throws CodedException, InterruptedException {
        return composition.models().list().stream().map(AgentModels::option).toList();
    }

    private static ModelOption option(ModelStatus model) {
        return new ModelOption(
                model.id(), model.entry().map(ModelEntry::downloadBytes).orElse(model.bytes()), model.complete());
    }
}
