package io.fastervox.ui;

import io.fastervox.agent.AgentState;
import javax.swing.JFrame;

/** A window over the agent's state. On the event thread only. */
interface View {
    /** What it is drawn in. */
    Frame frame();

    /** Draws what has changed. */
    void update(AgentState state);

    /** See {@link io.fastervox.agent.Windows#level}. */
    default void level(double level) {}

    /** To the front, on the screen where the person works. */
    default void open() {
        frame().open();
    }

    default void dispose() {
        frame().end();
    }

    default JFrame window() {
        return frame().window();
    }
}
