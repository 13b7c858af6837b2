package io.fastervox.desktop.headless;

import io.fastervox.desktop.Session;
import io.fastervox.desktop.SessionEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A session to which nothing happens but what a program says. */
public final class HeadlessSession implements Session {
    private final List<Consumer<SessionEvent>> listeners = new CopyOnWriteArrayList<>();

    @Override
    public void listen(Consumer<SessionEvent> listener) {
        listeners.add(listener);
    }

    /** Lets it happen, on the calling thread. */
    public void happen(SessionEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    @Override
    public void close() {
        listeners.clear();
    }
}
