package io.fastervox.app;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Wish;
import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.ipc.OwnerDesk;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the agent takes the wishes of other starts of the program. Recordings are answered for when they are in the queue. */
final class Reception implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Gathering gathering;
    private final Consumer<AgentEvent> agent;
    private Optional<OwnerDesk> desk = Optional.empty();

    Reception(Predicate<List<Path>> queue, Consumer<AgentEvent> agent) {
        this.gathering = new Gathering(queue, System::nanoTime, Sleeper.REAL);
        this.agent = agent;
    }

    /** Without it the agent works all the same; others are told that it does not answer. */
    void open(LocalEndpoint endpoint) {
        try {
            desk = Optional.of(OwnerDesk.open(endpoint, this::answer));
        } catch (IOException e) {
            LOG.error("nobody can reach this agent", e);
        }
    }

    private List<String> answer(List<String> request) {
        Optional<Wish> wish = Wish.in(request);
        if (wish.isEmpty()) {
            LOG.warn("a wish that is none, of {} texts", request.size());
            return Wish.REFUSED;
        }
        try {
            if (wish.get().kind() == Wish.Kind.TRANSCRIBE) {
                return gathering.add(wish.get().recordings()) ? Wish.TAKEN : Wish.REFUSED;
            }
            wish.get().command().ifPresent(agent);
            return Wish.TAKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the agent ends
            return Wish.REFUSED;
        }
    }

    @Override
    public void close() {
        desk.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                LOG.debug("desk: {}", e.toString());
            }
        });
    }
}
