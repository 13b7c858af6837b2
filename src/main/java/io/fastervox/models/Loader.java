package io.fastervox.models;

/**
 * Who decides whether a model is usable.
 *
 * @param engine names the environment that loads, for example its lock id; a model that another one has loaded is tried
 *     again
 */
public record Loader(String engine, LoadProbe probe) {}
