package io.fastervox.agent;

/**
 * Recordings that are transcribed in the background.
 *
 * @param name of the present file
 * @param number of it, from 1
 */
public record FilesProgress(String name, int number, int total, int percent) {}
