package io.fastervox.engine.worker;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One transcription, possibly over several workers. A further one goes on behind the last committed segment, in the
 * language that was found: what has been delivered is not decoded twice, and cannot come out differently. (Decoding all
 * of it again and holding back what is known would need every run to be equal, which GPUs and the sampling at higher
 * temperatures do not promise.) What is lost is the text before as context for the next words.
 */
final class Transcription {
    private final TranscriptionRequest request;
    private final TranscriptionListener listener;
    private final List<Segment> segments = new ArrayList<>();
    private Optional<Event.Started> started = Optional.empty();

    Transcription(TranscriptionRequest request, TranscriptionListener listener) {
        this.request = request;
        this.listener = listener;
    }

    /** Does what is left to do. However this ends, the worker does not go on with it afterwards. */
    TranscriptionResult run(Session session) throws EngineException, InterruptedException {
        int before = segments.size();
        String id = session.transcribe(remaining());
        boolean done = false;
        try {
            while (true) {
                Event event = session.next(id);
                if (event instanceof Event.Failed failed) {
                    done = true;
                    throw session.failed(failed, request);
                }
                if (event instanceof Event.Result) {
                    done = true;
                    return result(session, session.answer(event, Event.Transcribed.class), segments.size() - before);
                }
                deliver(event);
            }
        } finally {
            if (!done) {
                session.cancel(id);
            }
        }
    }

    private TranscriptionRequest remaining() {
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
            listener.started(first.duration(), first.language(), first.languageProbability());
        } else if (event instanceof Event.SegmentCommitted committed) {
            Segment segment = committed.segment().numbered(segments.size());
            segments.add(segment);
            listener.segment(segment);
        } else if (event instanceof Event.Progressed progress) {
            listener.progress(progress.seconds(), progress.duration());
        }
    }

    private TranscriptionResult result(Session session, Event.Transcribed answer, int received) throws EngineException {
        if (started.isEmpty() || answer.segments() != received) {
            throw session.violated("events of a transcription are missing");
        }
        return new TranscriptionResult(
                answer.duration(),
                answer.durationAfterVad(),
                started.get().language(),
                started.get().languageProbability(),
                answer.decodeSeconds(),
                segments,
                started.get().damage());
    }
}
