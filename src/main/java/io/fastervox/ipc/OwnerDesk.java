package io.fastervox.ipc;

import io.fastervox.desktop.LocalEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the owner takes what other starts of the program hand over. A peer that sends garbage, too much, or nothing is
 * dropped and harms nobody; more than a hundred at once wait. While the system lets nobody in, it tries again and again.
 */
public final class OwnerDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerDesk.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 100;

    private final LocalEndpoint.Listener listener;
    private final UnaryOperator<List<String>> clerk;
    private final Duration patience;
    private final Duration afterAFailure;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService servants = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, "desk-servant"),
            new ThreadPoolExecutor.CallerRunsPolicy());
    private final Thread door;

    private OwnerDesk(
            LocalEndpoint.Listener listener,
            UnaryOperator<List<String>> clerk,
            Duration patience,
            Duration afterAFailure) {
        this.listener = listener;
        this.clerk = clerk;
        this.patience = patience;
        this.afterAFailure = afterAFailure;
        this.door = daemon(this::serve, "desk");
    }

    /** @param clerk gives the answer to a request, on any thread and for several at once; it may take as long as its peers wait */
    public static OwnerDesk open(LocalEndpoint endpoint, UnaryOperator<List<String>> clerk) throws IOException {
        return open(endpoint, clerk, PATIENCE, AFTER_A_FAILURE);
    }

    static OwnerDesk open(
            LocalEndpoint endpoint, UnaryOperator<List<String>> clerk, Duration patience, Duration afterAFailure)
            throws IOException {
        OwnerDesk desk = new OwnerDesk(endpoint.listen(), clerk, patience, afterAFailure);
        desk.door.start();
        return desk;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void serve() {
        boolean open = true;
        while (open) {
            try {
                LocalEndpoint.Channel peer = listener.accept();
                servants.execute(() -> answer(peer));
            } catch (IOException | RuntimeException e) {
                open = !closesAfter(e);
            }
        }
    }

    /** Whether it is closed; if not, that was another failure, behind which there is a pause. */
    private boolean closesAfter(Exception failure) {
        if (closed.getCount() == 0) {
            return true;
        }
        LOG.warn("nobody can be let in; once more in {} ms: {}", afterAFailure.toMillis(), failure.toString());
        try {
            return closed.await(afterAFailure.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void answer(LocalEndpoint.Channel peer) {
        try (peer) {
            List<String> request = Frame.read(peer, patience);
            Frame.write(peer, clerk.apply(request), patience);
        } catch (IOException e) {
            LOG.info("a peer was dropped: {}", e.getMessage());
        } catch (RuntimeException e) {
            LOG.warn("a peer was dropped", e);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        servants.shutdown();
        try {
            door.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
