package io.fastervox.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One recording to be transcribed.
 *
 * @param recording any audio or video file
 * @param language ISO code as Whisper knows it ({@code en}, {@code zh}, …), or empty to detect it
 * @param beamSize 1 to 100; 5 for files, 1 (greedy) for dictation
 * @param wordTimestamps whether segments carry their words
 * @param vadFilter whether stretches without speech are left out before decoding
 * @param initialPrompt text that sets style and spelling
 * @param hotwords words that are likely to occur
 * @param audioTrack index among the audio tracks of the file, or empty for the default one
 * @param startSeconds where decoding starts; times stay absolute
 * @param batched whether a long recording may be decoded some pieces at a time: faster, each without the text before it
 * @param dictation whether somebody dictates into a text: what is decoded goes without the text before it, and what the
 *     model may have invented is left out; greedy, window by window, without times of words
 * @param resume the same transcription, interrupted, which goes on; empty to begin
 */
public record TranscriptionRequest(
        Path recording,
        Optional<String> language,
        Task task,
        int beamSize,
        boolean wordTimestamps,
        boolean vadFilter,
        Optional<String> initialPrompt,
        Optional<String> hotwords,
        OptionalInt audioTrack,
        double startSeconds,
        boolean batched,
        boolean dictation,
        Optional<Resume> resume) {
    public TranscriptionRequest {
        if (beamSize < 1 || beamSize > 100) {
            throw new IllegalArgumentException("beam size " + beamSize);
        }
        if (!(startSeconds >= 0) || Double.isInfinite(startSeconds)) {
            throw new IllegalArgumentException("start " + startSeconds);
        }
    }

    /** From the beginning, one window after the other. */
    public TranscriptionRequest(
            Path recording,
            Optional<String> language,
            Task task,
            int beamSize,
            boolean wordTimestamps,
            boolean vadFilter,
            Optional<String> initialPrompt,
            Optional<String> hotwords,
            OptionalInt audioTrack,
            double startSeconds) {
        this(
                recording,
                language,
                task,
                beamSize,
                wordTimestamps,
                vadFilter,
                initialPrompt,
                hotwords,
                audioTrack,
                startSeconds,
                false,
                false,
                Optional.empty());
    }

    /** The same, in batches or not. */
    public TranscriptionRequest batched(boolean wanted) {
        return new TranscriptionRequest(
                recording,
                language,
                task,
                beamSize,
                wordTimestamps,
                vadFilter,
                initialPrompt,
                hotwords,
                audioTrack,
                startSeconds,
                wanted,
                dictation,
                resume);
    }

    /** The same, of somebody who dictates. */
    public TranscriptionRequest dictated() {
        return new TranscriptionRequest(
                recording,
                language,
                task,
                beamSize,
                wordTimestamps,
                vadFilter,
                initialPrompt,
                hotwords,
                audioTrack,
                startSeconds,
                batched,
                true,
                resume);
    }

    /** The same, with a time for each word or not. */
    public TranscriptionRequest wordTimestamps(boolean wanted) {
        return new TranscriptionRequest(
                recording,
                language,
                task,
                beamSize,
                wanted,
                vadFilter,
                initialPrompt,
                hotwords,
                audioTrack,
                startSeconds,
                batched,
                dictation,
                resume);
    }

    /** The same, interrupted before, going on. */
    public TranscriptionRequest resumed(Resume interrupted) {
        return new TranscriptionRequest(
                recording,
                interrupted.language().or(() -> language),
                task,
                beamSize,
                wordTimestamps,
                vadFilter,
                initialPrompt,
                hotwords,
                audioTrack,
                startSeconds,
                batched,
                dictation,
                Optional.of(interrupted));
    }

    /** The same, decoded from another place on and in a language that is known by now. */
    public TranscriptionRequest resumedAt(double seconds, Optional<String> known) {
        return new TranscriptionRequest(
                recording,
                known.or(() -> language),
                task,
                beamSize,
                wordTimestamps,
                vadFilter,
                initialPrompt,
                hotwords,
                audioTrack,
                seconds,
                batched,
                dictation,
                Optional.empty());
    }

    /** A file with the defaults: language detected, beam size 5, VAD on, in batches. */
    public static TranscriptionRequest of(Path recording) {
        return new TranscriptionRequest(
                recording,
                Optional.empty(),
                Task.TRANSCRIBE,
                5,
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                0,
                true,
                false,
                Optional.empty());
    }
}
