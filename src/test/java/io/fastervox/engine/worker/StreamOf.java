package io.fastervox.engine.worker;

import io.fastervox.engine.Segment;
import io.fastervox.engine.StreamListener;
import io.fastervox.engine.StreamRequest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a listener hears of a stream. */
final class StreamOf implements StreamListener {
    static final StreamRequest ENGLISH =
            new StreamRequest(Optional.of("en"), Optional.of("prompt"), Optional.empty(), true);

    final List<String> events = new CopyOnWriteArrayList<>();

    @Override
    public void partial(String text) {
        events.add("?" + text.strip());
    }

    @Override
    public void segment(Segment segment) {
        events.add(segment.text().strip());
    }

    @Override
    public void redecoding(String reason) {
        events.add("void: " + reason);
    }
}
