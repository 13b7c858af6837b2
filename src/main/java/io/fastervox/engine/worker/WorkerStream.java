package io.fastervox.engine.worker;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.SpeechStream;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import io.fastervox.engine.StreamResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stream in one worker, which it does not outlive. */
final class WorkerStream implements SpeechStream {
    /** As many pieces of audio the worker may leave unanswered; see the schema. */
    static final int MOST_UNANSWERED = 32;

    private static final int BYTES_PER_SAMPLE = 2;

    private final Session session;
    private final StreamRequest request;
    private final StreamListener listener;
    private final String id;
    private final List<Segment> segments = new ArrayList<>();
    private int position;
    private int unanswered;
    private boolean ended;

    WorkerStream(Session session, StreamRequest request, StreamListener listener) {
        this.session = session;
        this.request = request;
        this.listener = listener;
        this.id = session.stream(request);
    }

    @Override
    public void audio(byte[] pcm, int length) throws EngineException, InterruptedException {
        int samples = position;
        session.send(id, fresh -> Request.StreamAudio.of(fresh, id, samples, pcm, length));
        position += length / BYTES_PER_SAMPLE;
        unanswered++;
        for (Optional<Event> event = session.poll(id); event.isPresent(); event = session.poll(id)) {
            take(event.get());
        }
        while (unanswered >= MOST_UNANSWERED) {
            take(session.next(id));
        }
    }

    @Override
    public void release() {
        session.send(id, fresh -> new Request.StreamRelease(fresh, id));
        unanswered++;
    }

    @Override
    public StreamResult finish() throws EngineException, InterruptedException {
        session.send(id, fresh -> new Request.StreamClose(fresh, id));
        unanswered++;
        while (true) {
            Event event = session.next(id);
            if (event instanceof Event.Result && isOwn(event)) {
                end();
                return result(session.answer(event, Event.Streamed.class));
            }
            take(event);
        }
    }

    @Override
    public void close() {
        if (!ended) {
            session.drop(id);
            end();
        }
    }

    private void end() {
        ended = true;
        session.streamEnded();
    }

    private void take(Event event) throws EngineException {
        if (event instanceof Event.Failed failed) {
            if (isOwn(event)) {
                end();
            }
            throw session.failed(failed, request);
        } else if (event instanceof Event.Result) {
            if (isOwn(event)) {
                throw session.violated("the end of a stream that was not closed");
            }
            unanswered--;
        } else if (event instanceof Event.SegmentCommitted committed) {
            segments.add(committed.segment());
            listener.segment(committed.segment());
        } else if (event instanceof Event.Partial partial) {
            listener.partial(partial.text());
        } else if (event instanceof Event.Redecoding again) {
            segments.clear();
            listener.redecoding(again.reason());
        }
    }

    private boolean isOwn(Event event) {
        return event.request().equals(Optional.of(id));
    }

    private StreamResult result(Event.Streamed answer) throws EngineException {
        if (answer.segments() != segments.size()) {
            throw session.violated("events of a stream are missing");
        }
        return new StreamResult(
                answer.duration(),
                answer.speechSeconds(),
                answer.language(),
                answer.languageProbability(),
                segments,
                answer.decodeSeconds(),
                answer.tailSeconds(),
                answer.reruns(),
                answer.withdrawn(),
                answer.redecoded());
    }
}
