package io.fastervox.agent;

/** Something that happens to the agent. What follows from it depends on nothing but the state. */
public sealed interface AgentEvent permits Command, Report {
    Step on(AgentState state);
}
