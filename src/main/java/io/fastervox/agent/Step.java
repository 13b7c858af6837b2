package io.fastervox.agent;

import java.util.ArrayList;
import java.util.List;

/** What an event makes of a state, and what is to be done for it, in this order. */
public record Step(AgentState state, List<Effect> effects) {
    public Step {
        effects = List.copyOf(effects);
    }

    static Step of(AgentState state, Effect... effects) {
        return new Step(state, List.of(effects));
    }

    /** The same and then this. */
    Step and(Effect last) {
        List<Effect> all = new ArrayList<>(effects);
        all.add(last);
        return new Step(state, all);
    }
}
