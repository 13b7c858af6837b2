package io.fastervox.engine.worker;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.Resume;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One transcription, possibly over several workers and several runs of the program. A further worker goes on at the last
 * checkpoint and what it finds again is left out, so nothing that has been delivered comes twice; where no checkpoint came,
 * it goes on behind the last committed segment, without the text before as context.
 */
final class Transcription {
    private final TranscriptionRequest request;
    private final TranscriptionListener listener;
    private final List<Segment> segments = new ArrayList<>();
    private Optional<Checkpoint> checkpoint = Optional.empty();
    private int behindCheckpoint;
    private double done;
    private Optional<Event.Started> started = Optional.empty();

    /** Of the present worker: how many segments came, and how many of the next ones are known. */
    private int received;

    private int known;

    Transcription(TranscriptionRequest request, TranscriptionListener listener) {
        this.request = request;
        this.listener = listener;
        request.resume().ifPresent(interrupted -> {
            segments.addAll(interrupted.segments());
            checkpoint = Optional.of(interrupted.checkpoint());
            behindCheckpoint = interrupted.behindCheckpoint();
        });
    }

    /** Does what is left to do. However this ends, the worker does not go on with it afterwards. */
    TranscriptionResult run(Session session) throws EngineException, InterruptedException {
        received = 0;
        known = checkpoint.isPresent() ? behindCheckpoint : 0;
        String id = session.transcribe(remaining());
        boolean ended = false;
        try {
            while (true) {
                Event event = session.next(id);
                if (event instanceof Event.Failed failed) {
                    ended = true;
                    throw session.failed(failed, request);
                }
                if (event instanceof Event.Result) {
                    ended = true;
                    return result(session, session.answer(event, Event.Transcribed.class));
                }
                deliver(event);
            }
        } finally {
            if (!ended) {
                session.cancel(id);
            }
        }
    }

    private TranscriptionRequest remaining() {
        if (checkpoint.isPresent()) {
            return request.resumed(
                    new Resume(checkpoint.get(), language(), languageProbability(), segments, behindCheckpoint));
        }
        if (started.isEmpty()) {
            return request;
        }
        double from = segments.isEmpty()
                ? request.startSeconds()
                : segments.get(segments.size() - 1).end();
        return request.resumedAt(from, started.get().language());
    }

    private void deliver(Event event) {
        if (event instanceof Event.Started first && started.isEmpty()) {
            started = Optional.of(first);
            listener.started(first.duration(), language(), languageProbability());
        } else if (event instanceof Event.SegmentCommitted committed) {
            received++;
            if (known > 0) {
                known--;
                return;
            }
            Segment segment = committed.segment().numbered(segments.size());
            segments.add(segment);
            behindCheckpoint++;
            listener.segment(segment);
        } else if (event instanceof Event.Progressed progress) {
            progress.checkpoint().ifPresent(this::reached);
            done = Math.max(done, progress.seconds()); // what is found again was done before
            listener.progress(done, progress.duration());
        }
    }

    private void reached(Checkpoint place) {
        if (checkpoint.filter(known -> known.isAt(place)).isPresent()) {
            return; // the one at which this worker began
        }
        checkpoint = Optional.of(place);
        behindCheckpoint = 0;
        known = 0;
        listener.checkpoint(place);
    }

    private Optional<String> language() {
        return request.resume().flatMap(Resume::language).or(() -> started.flatMap(Event.Started::language));
    }

    private double languageProbability() {
        return request.resume()
                .map(Resume::languageProbability)
                .or(() -> started.map(Event.Started::languageProbability))
                .orElse(0.0);
    }

    private TranscriptionResult result(Session session, Event.Transcribed answer) throws EngineException {
        if (started.isEmpty() || answer.segments() != received) {
            throw session.violated("events of a transcription are missing");
        }
        return new TranscriptionResult(
                answer.duration(),
                answer.durationAfterVad(),
                language(),
                languageProbability(),
                answer.decodeSeconds(),
                segments,
                started.get().damage());
    }
}
