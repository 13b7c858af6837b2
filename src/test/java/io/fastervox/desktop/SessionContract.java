package io.fastervox.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Session} keeps to. */
public abstract class SessionContract {
    private final List<SessionEvent> heard = Collections.synchronizedList(new ArrayList<>());

    /** A fresh one; whoever makes it closes it after the test. */
    protected abstract Session session();

    /** Lets something happen to the session, and returns when all listeners have heard of it. */
    protected abstract void happen(SessionEvent event);

    @Test
    void whatHappensIsHeardInItsOrder() {
        session().listen(heard::add);

        List.of(SessionEvent.values()).forEach(this::happen);

        assertEquals(List.of(SessionEvent.values()), heard);
    }

    @Test
    void everyListenerHearsFromItsBeginningOn() {
        session().listen(heard::add);
        happen(SessionEvent.LOCKED);
        session().listen(heard::add);
        happen(SessionEvent.UNLOCKED);

        assertEquals(List.of(SessionEvent.LOCKED, SessionEvent.UNLOCKED, SessionEvent.UNLOCKED), heard);
    }

    @Test
    void nothingIsHeardAfterItWasClosed() {
        session().listen(heard::add);
        happen(SessionEvent.SUSPENDING);
        session().close();
        happen(SessionEvent.ENDING);

        assertEquals(List.of(SessionEvent.SUSPENDING), heard);
    }

    @Test
    void itMayBeClosedTwice() {
        session().close();
        session().close();
        happen(SessionEvent.ENDING);

        assertEquals(List.of(), heard);
    }
}
