package io.fastervox.desktop.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlessSessionTest {
    @Test
    void listenersHearWhatHappensUntilItIsClosed() {
        HeadlessSession session = new HeadlessSession();
        List<SessionEvent> heard = new ArrayList<>();
        session.listen(heard::add);

        session.happen(SessionEvent.LOCKED);
        session.happen(SessionEvent.UNLOCKED);
        session.close();
        session.happen(SessionEvent.ENDING);

        assertEquals(List.of(SessionEvent.LOCKED, SessionEvent.UNLOCKED), heard);
    }
}
