package io.fastervox.engine.worker;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Damage;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.Segment;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A line from the worker; {@code runner/protocol.schema.json} says what the fields mean. */
sealed interface Event {
    /** The request that the event belongs to; empty for a heartbeat and for the error of an unreadable line. */
    Optional<String> request();

    /** The audio is read and its language known. */
    record Started(
            String id,
            double duration,
            Optional<String> language,
            double languageProbability,
            Track track,
            Optional<Damage> damage)
            implements Event {
        @Override
        public Optional<String> request() {
            return Optional.of(id);
        }
    }

    /** The audio track that is decoded. */
    record Track(int index, String codec, int channels, int sampleRate) {}

    /** A segment is committed. */
    record SegmentCommitted(String id, Segment segment) implements Event {
        @Override
        public Optional<String> request() {
            return Optional.of(id);
        }
    }

    /** What the end of a stream seems to be. */
    record Partial(String id, double start, double end, String text) implements Event {
        @Override
        public Optional<String> request() {
            return Optional.of(id);
        }
    }

    /** The segments of a stream so far are void. */
    record Redecoding(String id, String reason) implements Event {
        @Override
        public Optional<String> request() {
            return Optional.of(id);
        }
    }

    /** Seconds of audio done; with a checkpoint where another worker can go on exactly. */
    record Progressed(String id, double seconds, double duration, Optional<Checkpoint> checkpoint) implements Event {
        @Override
        public Optional<String> request() {
            return Optional.of(id);
        }
    }

    /** A sign of life; {@code busy} is the request that runs. */
    record Heartbeat(double uptimeSeconds, Optional<String> busy, long rssBytes) implements Event {
        @Override
        public Optional<String> request() {
            return Optional.empty();
        }
    }

    /** A request failed. */
    record Failed(Optional<String> id, WorkerError code, String message, Optional<Map<String, String>> detail)
            implements Event {
        @Override
        public Optional<String> request() {
            return id;
        }

        String detail(String name) {
            return detail.map(facts -> facts.get(name)).orElse("");
        }
    }

    /** A request succeeded; the fields depend on its kind, see {@link EventReader#answer}. */
    record Result(String id, ObjectNode fields) implements Event {
        @Override
        public Optional<String> request() {
            return Optional.of(id);
        }
    }

    /** The fields of the answer to hello. */
    record Greeting(
            int protocol,
            String worker,
            String python,
            Map<String, String> packages,
            List<EngineInfo.Device> devices,
            long pid) {
        EngineInfo info() {
            return new EngineInfo(worker, python, packages, devices);
        }
    }

    /** The fields of the answer to load. */
    record Loaded(
            double loadSeconds, String device, String computeType, boolean multilingual, List<String> languages) {}

    /** The fields of the answer to transcribe_file. */
    record Transcribed(
            double duration,
            double durationAfterVad,
            Optional<String> language,
            double languageProbability,
            int segments,
            double decodeSeconds) {}

    /** The fields of the answer to stream_open, at the end of the stream. */
    record Streamed(
            double duration,
            double speechSeconds,
            Optional<String> language,
            double languageProbability,
            int segments,
            double decodeSeconds,
            double tailSeconds,
            int reruns,
            int withdrawn,
            Optional<String> redecoded) {}

    /** The fields of the answer to stream_audio. */
    record AudioTaken(double waitingSeconds) {}

    /** The fields of the answer to stream_release. */
    record Released(boolean released) {}

    /** The fields of the answer to stream_close. */
    record Closed(boolean closed) {}

    /** The fields of the answer to cancel. */
    record Cancelled(boolean cancelled) {}
}
