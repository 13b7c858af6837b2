package io.fastervox.engine.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.support.ErrorCode;
import java.util.Optional;

/** The error codes of the protocol and what they are to a person. */
enum WorkerError {
    @JsonProperty("invalid_request")
    INVALID_REQUEST(ErrorCode.WORKER_PROTOCOL),
    @JsonProperty("protocol_mismatch")
    PROTOCOL_MISMATCH(ErrorCode.WORKER_PROTOCOL),
    @JsonProperty("environment_damaged")
    ENVIRONMENT_DAMAGED(ErrorCode.ENVIRONMENT_DAMAGED),
    @JsonProperty("model_missing")
    MODEL_MISSING(ErrorCode.MODEL_MISSING),
    @JsonProperty("model_invalid")
    MODEL_INVALID(ErrorCode.MODEL_DAMAGED),
    @JsonProperty("model_not_loaded")
    MODEL_NOT_LOADED(ErrorCode.WORKER_PROTOCOL),
    @JsonProperty("device_unavailable")
    DEVICE_UNAVAILABLE(ErrorCode.DEVICE_UNAVAILABLE),
    @JsonProperty("compute_type_unsupported")
    COMPUTE_TYPE_UNSUPPORTED(ErrorCode.COMPUTE_TYPE_UNSUPPORTED),
    @JsonProperty("out_of_memory")
    OUT_OF_MEMORY(ErrorCode.OUT_OF_MEMORY),
    @JsonProperty("audio_missing")
    AUDIO_MISSING(ErrorCode.AUDIO_MISSING),
    @JsonProperty("audio_unreadable")
    AUDIO_UNREADABLE(ErrorCode.AUDIO_UNREADABLE),
    @JsonProperty("audio_empty")
    AUDIO_EMPTY(ErrorCode.AUDIO_EMPTY),
    @JsonProperty("audio_not_media")
    AUDIO_NOT_MEDIA(ErrorCode.AUDIO_NOT_MEDIA),
    @JsonProperty("audio_no_track")
    AUDIO_NO_TRACK(ErrorCode.AUDIO_NO_TRACK),
    @JsonProperty("audio_truncated")
    AUDIO_TRUNCATED(ErrorCode.AUDIO_TRUNCATED),
    @JsonProperty("unknown_language")
    UNKNOWN_LANGUAGE(ErrorCode.LANGUAGE_UNKNOWN),
    @JsonProperty("cancelled")
    CANCELLED(ErrorCode.CANCELLED),
    @JsonProperty("internal")
    INTERNAL(ErrorCode.INTERNAL);

    private final ErrorCode code;

    WorkerError(ErrorCode code) {
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }

    /** The failure of a load. */
    static EngineException of(Event.Failed failed, ModelSpec model) {
        return exception(failed, modelSubject(failed, model).orElseGet(() -> name(model)));
    }

    /** The failure of a transcription. */
    static EngineException of(Event.Failed failed, ModelSpec model, TranscriptionRequest request) {
        if (failed.code() == UNKNOWN_LANGUAGE) {
            return exception(failed, request.language().orElse(""));
        }
        Optional<String> subject = modelSubject(failed, model);
        return exception(failed, subject.isPresent() ? subject.get() : request.recording());
    }

    /** The failure of a stream, which has no file. */
    static EngineException of(Event.Failed failed, ModelSpec model, StreamRequest request) {
        return exception(
                failed,
                failed.code() == UNKNOWN_LANGUAGE
                        ? request.language().orElse("")
                        : modelSubject(failed, model).orElseGet(() -> name(model)));
    }

    /** What {@code {0}} names if the error is not one of the recording. */
    private static Optional<String> modelSubject(Event.Failed failed, ModelSpec model) {
        return switch (failed.code()) {
            case ENVIRONMENT_DAMAGED -> Optional.of(failed.message());
            case DEVICE_UNAVAILABLE -> Optional.of(model.device());
            case COMPUTE_TYPE_UNSUPPORTED -> Optional.of(model.computeType());
            case MODEL_MISSING, MODEL_INVALID, OUT_OF_MEMORY -> Optional.of(name(model));
            default -> Optional.empty();
        };
    }

    /** A model of the store lies in a folder of its name. */
    private static String name(ModelSpec model) {
        return String.valueOf(model.folder().getFileName());
    }

    private static EngineException exception(Event.Failed failed, Object subject) {
        String second =
                switch (failed.code()) {
                    case UNKNOWN_LANGUAGE -> failed.detail("known");
                    case COMPUTE_TYPE_UNSUPPORTED -> failed.detail("supported");
                    default -> failed.message();
                };
        String technical = failed.code() + ": " + failed.message();
        return new EngineException(failed.code().code(), technical, subject, second);
    }
}
