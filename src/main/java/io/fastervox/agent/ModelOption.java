package io.fastervox.agent;

/**
 * A model that can be chosen.
 *
 * @param here whether it is on this machine already
 */
public record ModelOption(String id, long downloadBytes, boolean here) {}
