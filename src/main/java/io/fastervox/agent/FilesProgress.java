package io.fastervox.agent;

import java.util.OptionalLong;

/**
 * Recordings that are transcribed in the background.
 *
 * @param name of the present file
 * @param number of it, from 1
 * @param percent of it
 * @param pace seconds of audio in a second; 0 while it cannot be told
 * @param elapsedSeconds since the first of them began
 * @param secondsLeft of the present file
 */
public record FilesProgress(
        String name, int number, int total, int percent, double pace, long elapsedSeconds, OptionalLong secondsLeft) {}
