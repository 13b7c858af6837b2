package io.fastervox.engine.worker;

import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Writes down what a listener hears, one word an event. */
final class Heard implements TranscriptionListener {
    final List<String> events = new CopyOnWriteArrayList<>();
    final CountDownLatch firstSegment = new CountDownLatch(1);

    @Override
    public void started(double durationSeconds, Optional<String> language, double languageProbability) {
        events.add("started:" + language.orElse("?"));
    }

    @Override
    public void segment(Segment segment) {
        events.add(segment.id() + ":" + segment.text().strip());
        firstSegment.countDown();
    }

    @Override
    public void progress(double seconds, double durationSeconds) {
        events.add("progress:" + seconds);
    }

    @Override
    public void notice(Notice notice) {
        events.add(notice.name());
    }
}
