package io.fastervox.engine.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Resume;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A line to the worker; {@code runner/protocol.schema.json} says what the fields mean. */
sealed interface Request {
    int PROTOCOL = 1;

    String id();

    @JsonProperty
    String op();

    /** First of all. */
    record Hello(String id, int protocol, String agent) implements Request {
        @Override
        public String op() {
            return "hello";
        }
    }

    /** Once in the life of a process. */
    record Load(String id, String modelPath, String device, int deviceIndex, String computeType, int cpuThreads)
            implements Request {
        static Load of(String id, ModelSpec model) {
            return new Load(
                    id,
                    model.folder().toAbsolutePath().toString(),
                    model.device(),
                    model.deviceIndex(),
                    model.computeType(),
                    model.cpuThreads());
        }

        @Override
        public String op() {
            return "load";
        }
    }

    /** One recording. */
    record TranscribeFile(
            String id,
            String path,
            Optional<String> language,
            String task,
            int beamSize,
            boolean wordTimestamps,
            boolean vadFilter,
            Optional<String> initialPrompt,
            Optional<String> hotwords,
            OptionalInt audioTrack,
            double startSeconds,
            boolean batched,
            boolean dictation,
            Optional<Checkpoint> resume)
            implements Request {
        static TranscribeFile of(String id, TranscriptionRequest request) {
            return new TranscribeFile(
                    id,
                    request.recording().toAbsolutePath().toString(),
                    request.language(),
                    name(request.task()),
                    request.beamSize(),
                    request.wordTimestamps(),
                    request.vadFilter(),
                    request.initialPrompt(),
                    request.hotwords(),
                    request.audioTrack(),
                    request.startSeconds(),
                    request.batched(),
                    request.dictation(),
                    request.resume().map(Resume::checkpoint));
        }

        private static String name(Task task) {
            return task.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String op() {
            return "transcribe_file";
        }
    }

    /** Begins a stream. */
    record StreamOpen(
            String id,
            Optional<String> language,
            Optional<String> initialPrompt,
            Optional<String> hotwords,
            boolean shortWindows)
            implements Request {
        static StreamOpen of(String id, StreamRequest request) {
            return new StreamOpen(
                    id, request.language(), request.initialPrompt(), request.hotwords(), request.shortWindows());
        }

        @Override
        public String op() {
            return "stream_open";
        }
    }

    /** The next samples of a stream. */
    record StreamAudio(String id, String stream, int position, String pcm) implements Request {
        static StreamAudio of(String id, String stream, int position, byte[] pcm, int length) {
            return new StreamAudio(
                    id, stream, position, Base64.getEncoder().encodeToString(Arrays.copyOf(pcm, length)));
        }

        @Override
        public String op() {
            return "stream_audio";
        }
    }

    /** The last samples of a stream are on their way. */
    record StreamRelease(String id, String stream) implements Request {
        @Override
        public String op() {
            return "stream_release";
        }
    }

    /** The last of a stream. */
    record StreamClose(String id, String stream) implements Request {
        @Override
        public String op() {
            return "stream_close";
        }
    }

    /** Ends a queued or running transcription, or a stream. */
    record Cancel(String id, String target) implements Request {
        @Override
        public String op() {
            return "cancel";
        }
    }

    /** Last of all. */
    record Shutdown(String id) implements Request {
        @Override
        public String op() {
            return "shutdown";
        }
    }
}
