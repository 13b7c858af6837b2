package io.fastervox.agent;

import io.fastervox.desktop.Notifier;

/**
 * What the agent acts through.
 *
 * @param notifier tells of what people did not ask for
 * @param answers tells what became of what a person has just done
 */
public record AgentPorts(Notifier notifier, Notifier answers, Windows windows, Work work) {
    public AgentPorts(Notifier notifier, Windows windows, Work work) {
        this(notifier, notifier, windows, work);
    }
}
