package io.fastervox.app;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Report;
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

/**
 * Where the agent takes the wishes of other starts of the program. Recordings are answered for when they are in the queue, or
 * when they can be waited for no longer.
 */
final class Reception implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    private final Gathering gathering;
    private final Consumer<AgentEvent> agent;
    private Optional<OwnerDesk> desk = Optional.empty();

    Reception(Predicate<List<Path>> queue, Consumer<AgentEvent> agent) {
        this.gathering = new Gathering(queue, System::nanoTime, Sleeper.REAL);
        this.agent = agent;
    }

    /** Without it the agent works all the same and says so; other starts are told that it does not answer. */
    void open(LocalEndpoint endpoint) {
        try {
            desk = Optional.of(OwnerDesk.open(endpoint, this::answer));
        } catch (IOException e) {
            LOG.error("nobody can reach this agent", e);
            agent.accept(new Report.Hinted("agent.unreachable"));
        }
    }

    /** A refusal is told beside the agent's icon before it is answered. */
    List<String> answer(List<String> request) {
        Optional<Wish> wish = Wish.in(request);
        if (wish.isEmpty()) {
            LOG.warn("a wish that is none, of {} texts", request.size());
            return Wish.REFUSED;
        }
        try {
            if (wish.get().kind() == Wish.Kind.TRANSCRIBE) {
                return transcribes(wish.get());
            }
            wish.get().command().ifPresent(agent);
            return Wish.TAKEN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the agent ends
            return Wish.REFUSED;
        }
    }

    /** Whether those that have usable names, if any have, are in the queue. */
    private List<String> transcribes(Wish wish) throws InterruptedException {
        wish.refusal().ifPresent(refusal -> {
            LOG.warn(
                    "recordings whose names cannot be used: {}", wish.unusable().size());
            agent.accept(refusal);
        });
        if (wish.recordings().isEmpty()) {
            return Wish.REFUSED;
        }
        return switch (gathering.add(wish.recordings())) {
            case TAKEN -> Wish.TAKEN;
            case REFUSED -> Wish.REFUSED;
            case LOOKED_AT -> Wish.LOOKED_AT;
        };
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
