package io.fastervox.agent;

import io.fastervox.desktop.Notifier;

/** What the agent acts through. */
public record AgentPorts(Notifier notifier, Windows windows, Work work) {}
