package io.fastervox.desktop;

import java.util.function.Consumer;

/** The life of the session. It never hinders its end. */
public interface Session extends AutoCloseable {
    /**
     * Tells a listener from now on. It is called on a thread of the desktop and must return at once; at
     * {@link SessionEvent#ENDING} it may take a second or two.
     */
    void listen(Consumer<SessionEvent> listener);

    @Override
    void close();
}
