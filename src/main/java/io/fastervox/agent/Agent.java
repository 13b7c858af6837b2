package io.fastervox.agent;

import io.fastervox.desktop.Balloon;
import io.fastervox.desktop.Tray;
import io.fastervox.support.ErrorCode;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running agent. One thread owns its state: events come in one after the other, each gives the next state and what is to
 * be done. Nothing on that thread waits for anything but the next event.
 */
public final class Agent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

    private final BlockingQueue<AgentEvent> inbox = new LinkedBlockingQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Tray<Command> tray;
    private final AgentPorts ports;
    private final Thread thread;
    private AgentState state;
    private volatile boolean open = true;

    public Agent(AgentState first, Tray<Command> tray, AgentPorts ports, LongSupplier nanoTime) {
        this.state = first;
        this.tray = tray;
        BalloonPolicy policy = new BalloonPolicy(ports.notifier(), nanoTime);
        this.ports = new AgentPorts(policy, policy.answers(), ports.windows(), ports.work());
        this.thread = new Thread(this::work, "agent");
    }

    /** Shows the tray and begins. Without a tray the window stands for it. */
    public void start() {
        thread.start();
    }

    /** Takes an event, on any thread; it is served soon. */
    public void post(AgentEvent event) {
        inbox.add(event);
    }

    /** Waits until the agent was closed. */
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    @Override
    public void close() {
        open = false;
        thread.interrupt();
        ended.countDown();
    }

    private void work() {
        show();
        if (tray.show(TrayMenu.of(state)) instanceof Tray.Presence.Unsupported && !state.quiet()) {
            ports.windows().show(Windows.Window.WELCOME);
        }
        LOG.info("agent shown");
        try {
            while (open) {
                serve(inbox.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void serve(AgentEvent event) {
        try {
            Step step = event.on(state);
            boolean changed = !step.state().equals(state);
            boolean dictating = step.state().activity() != Activity.NONE;
            if (dictating != (state.activity() != Activity.NONE)) {
                ports.work().dictating(dictating);
            }
            if (step.state().phase() != state.phase()) {
                LOG.info("{} -> {}", state.phase(), step.state().phase());
            }
            state = step.state();
            if (changed) {
                show();
            }
            step.effects().forEach(effect -> effect.in(ports));
        } catch (RuntimeException | Error e) {
            // A thread's edge: one event must not end the program that a person relies on, and leave its icon.
            LOG.error("{} failed", event.getClass().getSimpleName(), e);
            tell(e);
        }
    }

    private void tell(Throwable failure) {
        try {
            Problem problem = new Problem(ErrorCode.INTERNAL, List.of(failure.toString()));
            ports.notifier().show(new Balloon(Balloon.Kind.ERROR, "Faster-Vox", Report.said(state, problem)));
        } catch (RuntimeException | Error e) {
            LOG.error("not even told", e); // the same edge
        }
    }

    private void show() {
        tray.show(TrayMenu.of(state));
        ports.windows().update(state);
    }
}
