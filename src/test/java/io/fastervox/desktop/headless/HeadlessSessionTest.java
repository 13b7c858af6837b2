package io.fastervox.desktop.headless;

import io.fastervox.desktop.Session;
import io.fastervox.desktop.SessionContract;
import io.fastervox.desktop.SessionEvent;

class HeadlessSessionTest extends SessionContract {
    private final HeadlessSession session = new HeadlessSession();

    @Override
    protected Session session() {
        return session;
    }

    @Override
    protected void happen(SessionEvent event) {
        session.happen(event);
    }
}
