package io.fastervox.app;

import io.fastervox.config.ConfigException;
import io.fastervox.config.Settings;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.ModelWish;
import io.fastervox.files.TranscriptFormat;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.support.CodedException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how recordings are turned into text. */
final class RequestChoice {
    private final Composition composition;

    @Option(names = "--model", paramLabel = "ID", descriptionKey = "fvox.transcribe.model")
    private @Nullable String model;

    @Option(names = "--language", paramLabel = "CODE", descriptionKey = "fvox.transcribe.language")
    private @Nullable String language;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            defaultValue = "transcribe",
            descriptionKey = "fvox.transcribe.task",
            converter = TaskConverter.class)
    private Task task = Task.TRANSCRIBE;

    @Option(
            names = "--beam-size",
            paramLabel = "N",
            defaultValue = "5",
            descriptionKey = "fvox.transcribe.beam-size",
            converter = NumberInRange.BeamSize.class)
    private int beamSize;

    @Option(names = "--word-timestamps", descriptionKey = "fvox.transcribe.word-timestamps")
    private boolean wordTimestamps;

    @Option(
            names = "--vad-filter",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            descriptionKey = "fvox.transcribe.vad-filter")
    private boolean vadFilter;

    @Option(names = "--batched", negatable = true, descriptionKey = "fvox.transcribe.batched")
    private @Nullable Boolean batched;

    @Option(names = "--initial-prompt", paramLabel = "TEXT", descriptionKey = "fvox.transcribe.initial-prompt")
    private @Nullable String initialPrompt;

    @Option(names = "--hotwords", paramLabel = "TEXT", descriptionKey = "fvox.transcribe.hotwords")
    private @Nullable String hotwords;

    @Option(
            names = "--audio-track",
            paramLabel = "N",
            descriptionKey = "fvox.transcribe.audio-track",
            converter = TrackConverter.class)
    private @Nullable Integer audioTrack;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            descriptionKey = "fvox.transcribe.device",
            converter = DeviceConverter.class)
    private @Nullable String device;

    @Option(names = "--compute-type", paramLabel = "TYPE", descriptionKey = "fvox.transcribe.compute-type")
    private @Nullable String computeType;

    RequestChoice(Composition composition) {
        this.composition = composition;
    }

    /** The code of the language that is spoken; empty when it is to be detected. */
    Optional<String> spoken() throws CodedException {
        return composition.spoken(Optional.ofNullable(language));
    }

    /** @throws ConfigException when the policy lets nobody transcribe recordings, or decides a choice otherwise */
    void requireAllowed() throws ConfigException {
        Settings settings = composition.settings();
        settings.policy().requireFiles();
        settings.policy().require("batched", Optional.ofNullable(batched), Optional.of(settings.batched()));
        wish(Optional.empty()).requireAllowed(settings);
    }

    /**
     * For work that is done later, when nobody is there to be told.
     *
     * @throws CodedException when the model that is named is unknown, or cannot do what is asked of it
     */
    void requireModel(Optional<String> spoken) throws CodedException {
        if (model != null) {
            composition.models().requireKnown(model);
            ModelCatalogue.shipped().requireFor(wish(spoken).demand(), model);
        }
    }

    Preparation.Wish wish(Optional<String> spoken) {
        return new Preparation.Wish(
                Optional.ofNullable(model),
                spoken,
                task == Task.TRANSLATE,
                Optional.ofNullable(device),
                Optional.ofNullable(computeType));
    }

    ModelWish modelWish() {
        return new ModelWish(Optional.ofNullable(model), Optional.ofNullable(device), Optional.ofNullable(computeType));
    }

    /** @param formats that are written; subtitles and lyrics need the times of words */
    TranscriptionRequest request(Path recording, Optional<String> spoken, Set<TranscriptFormat> formats) {
        return new TranscriptionRequest(
                        recording.toAbsolutePath(),
                        spoken,
                        task,
                        beamSize,
                        wordTimestamps || formats.stream().anyMatch(TranscriptFormat::isInStep),
                        vadFilter,
                        Optional.ofNullable(initialPrompt),
                        Optional.ofNullable(hotwords),
                        audioTrack == null ? OptionalInt.empty() : OptionalInt.of(audioTrack),
                        0)
                .batched(batched == null ? composition.settings().batched() : batched);
    }
}
