package io.fastervox.ui;

import io.fastervox.agent.AgentState;

/** A window over the agent's state. On the event thread only. */
interface View {
    /** Draws what has changed. */
    void update(AgentState state);

    /** See {@link io.fastervox.agent.Windows#level}. */
    void level(double level);

    /** To the front, on the screen where the person works. */
    void open();

    void dispose();
}
