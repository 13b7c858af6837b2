package io.fastervox.engine;

import java.util.Optional;

/**
 * A stream of speech that is to become text.
 *
 * @param language ISO code as Whisper knows it, or empty to detect it in what is said first
 * @param initialPrompt text that sets style and spelling
 * @param hotwords words that are likely to occur
 * @param shortWindows whether the model bears encoder windows of less than 30 s, as the catalogue says
 */
public record StreamRequest(
        Optional<String> language, Optional<String> initialPrompt, Optional<String> hotwords, boolean shortWindows) {}
