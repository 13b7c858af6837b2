package io.fastervox.app.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A recording whose words are known, as {@code .ci/dictation/material.py} makes them.
 *
 * @param length what it is at most, in whole seconds
 * @param noise decibels below the speech
 */
record Spoken(String file, int length, String voice, int noise, String text) {
    private static final int HEADER_BYTES = 44;

    static List<Spoken> in(Path folder) throws IOException {
        return Json.strict()
                .readValue(Files.readAllBytes(folder.resolve("recordings.json")), new TypeReference<List<Spoken>>() {});
    }

    /** 16 kHz, mono, 16 bits. */
    byte[] samples(Path folder) throws IOException {
        return samplesOf(folder.resolve(file));
    }

    /** Those of a WAV file as the scripts write it. */
    static byte[] samplesOf(Path recording) throws IOException {
        byte[] wav = Files.readAllBytes(recording);
        return Arrays.copyOfRange(wav, HEADER_BYTES, wav.length);
    }
}
