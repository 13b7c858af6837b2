package io.fastervox.files;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings to be transcribed, one after the other, on a thread of their own. Everything is on the disk: whoever opens
 * the queue next goes on where the last owner ended, however that was. One process owns it at a time; others leave messages
 * in its {@link QueueInbox} and read {@link #look}. Methods may be called by any thread.
 */
public final class Queue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Queue.class);
    private static final Duration END = Duration.ofSeconds(10);

    private final OsLock lock;
    private final QueueInbox inbox;
    private final JobStore store;
    private final EngineSource engines;
    private final QueueListener listener;
    private final Thread worker;
    private final Thread postman;

    // Guarded by this object's monitor, as the store is:
    private Optional<StoredJob> running = Optional.empty();
    private @Nullable Stop stop;
    private boolean aside;
    private boolean closed;
    private boolean idle;
    /** Used by the postman alone. */
    private boolean late;

    /** Why the running job is interrupted. */
    private enum Stop {
        CANCEL,
        PUT_ASIDE
    }

    private Queue(OsLock lock, QueueInbox inbox, JobStore store, EngineSource engines, QueueListener listener) {
        this.lock = lock;
        this.inbox = inbox;
        this.store = store;
        this.engines = engines;
        this.listener = listener;
        this.worker = new Thread(this::work, "queue");
        this.postman = new Thread(this::collect, "queue-inbox");
        postman.setDaemon(true);
    }

    /**
     * Takes the queue and begins to work on it.
     *
     * @return empty when another process owns it
     */
    public static Optional<Queue> open(Path jobs, EngineSource engines, QueueListener listener) throws IOException {
        Optional<OsLock> lock = OsLock.tryAcquire(jobs.resolve("lock"));
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Optional<Queue> opened = Optional.empty();
        try {
            Queue queue = of(lock.get(), jobs, engines, listener);
            queue.empty();
            listener.paused(queue.store.isPaused());
            queue.worker.start();
            queue.postman.start();
            opened = Optional.of(queue);
            return opened;
        } finally {
            if (opened.isEmpty()) {
                lock.get().close(); // or nobody could try it again
            }
        }
    }

    private static Queue of(OsLock lock, Path jobs, EngineSource engines, QueueListener listener) throws IOException {
        QueueInbox inbox = new QueueInbox(jobs, Clock.systemUTC());
        inbox.tidy();
        JobStore store = JobStore.open(jobs);
        store.tidy();
        return new Queue(lock, inbox, store, engines, listener);
    }

    /** What the queue holds, for any process; a job that runs shows as waiting. */
    public static List<Job> look(Path jobs) throws IOException {
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        return JobStore.open(jobs).all().stream()
                .map(job -> job.history().job())
                .toList();
    }

    /** Whether a person has paused it, for any process; that outlives restarts. */
    public static boolean isPaused(Path jobs) throws IOException {
        return Files.isDirectory(jobs) && JobStore.open(jobs).isPaused();
    }

    /** Whether a process works on it. */
    public static boolean isOwned(Path jobs) throws IOException {
        if (!Files.isDirectory(jobs)) {
            return false;
        }
        Optional<OsLock> lock = OsLock.tryAcquire(jobs.resolve("lock"));
        if (lock.isPresent()) {
            lock.get().close();
        }
        return lock.isEmpty();
    }

    /** Obeys what lies in the inbox if no process owns the queue; nothing is begun. */
    public static void settle(Path jobs) throws IOException {
        Optional<OsLock> lock = OsLock.tryAcquire(jobs.resolve("lock"));
        if (lock.isPresent()) {
            try (OsLock held = lock.get()) {
                EngineSource none = (wish, request) -> {
                    throw new IllegalStateException("nothing is begun");
                };
                of(held, jobs, none, QueueListener.NONE).empty();
            }
        }
    }

    /** All jobs, in the order in which they are worked on. */
    public synchronized List<Job> jobs() {
        return store.all().stream().map(job -> job.history().job()).toList();
    }

    /** The text that a job has so far. */
    public static Optional<String> text(Path jobs, int number) throws IOException {
        return JobStore.open(jobs)
                .get(number)
                .map(job -> Paragraph.perSegment(job.history().segments()).stream()
                        .map(Paragraph::text)
                        .reduce("", (text, line) -> text + line + "\n"));
    }

    /** Obeys a message at once. */
    public void obey(QueueMessage message) throws IOException {
        synchronized (this) {
            if (closed) {
                inbox.put(message); // for whoever owns the queue next
                return;
            }
        }
        obey(message, "");
    }

    /** Puts the running job aside at its last segment, because the engine is needed; nothing else is begun. */
    public synchronized void putAside() {
        aside = true;
        interrupt(Stop.PUT_ASIDE);
    }

    /** The work goes on after {@link #putAside}. */
    public synchronized void goOn() {
        aside = false;
        notifyAll();
    }

    private void obey(QueueMessage message, String origin) throws IOException {
        if (message instanceof QueueMessage.Add add) {
            add(add.orders(), origin);
        } else {
            change(message);
        }
    }

    private synchronized void change(QueueMessage message) throws IOException {
        if (message instanceof QueueMessage.Cancel cancel) {
            for (StoredJob job : chosen(cancel.numbers(), Set.of(JobState.WAITING, JobState.RUNNING))) {
                cancel(job);
            }
            idle = false; // a round of which nothing is left is over, also while the queue is paused
        } else if (message instanceof QueueMessage.Retry retry) {
            Set<JobState> states =
                    retry.numbers().isEmpty() ? Set.of(JobState.FAILED) : Set.of(JobState.FAILED, JobState.CANCELLED);
            for (StoredJob job : chosen(retry.numbers(), states)) {
                job.append(new JobEntry.Again(false), true);
                listener.changed(job.history().job());
            }
        } else if (message instanceof QueueMessage.First first) {
            Optional<StoredJob> job = store.get(first.number());
            if (job.isPresent()) {
                double least = store.all().get(0).history().place();
                job.get().append(new JobEntry.Moved(least - 1), true);
            }
        } else if (message instanceof QueueMessage.Clear) {
            for (StoredJob job : store.all()) {
                if (job.history().state().isOver()) {
                    store.remove(job);
                }
            }
        } else if (message instanceof QueueMessage.Pause pause) {
            store.pause(pause.paused());
            if (pause.paused()) {
                interrupt(Stop.PUT_ASIDE);
            }
            listener.paused(pause.paused());
        }
        notifyAll();
    }

    /** Each is written down by itself: who needs the engine meanwhile does not wait for all of them. */
    private void add(List<JobOrder> orders, String origin) throws IOException {
        for (int i = 0; i < orders.size(); i++) {
            add(orders.get(i), origin.isEmpty() ? "" : origin + "/" + i);
        }
    }

    /** Not what is there already: a message may be read twice, and who had no answer sends it again. */
    private synchronized void add(JobOrder order, String origin) throws IOException {
        if (closed) {
            throw new IOException("the queue was closed meanwhile"); // the next owner may give the same numbers
        }
        for (StoredJob job : store.all()) {
            JobHistory known = job.history();
            boolean read = !origin.isEmpty() && known.origin().equals(origin);
            if (read || (!known.state().isOver() && known.order().asksForTheSameAs(order) && known.isAsItBegan())) {
                return;
            }
        }
        listener.changed(store.add(order, origin).history().job());
        notifyAll();
    }

    private void cancel(StoredJob job) throws IOException {
        if (running.equals(Optional.of(job))) {
            interrupt(Stop.CANCEL);
        } else {
            new JobOutputs(job).takeBack();
            job.end(cancelled(job));
            listener.changed(job.history().job());
        }
    }

    private List<StoredJob> chosen(Set<Integer> numbers, Set<JobState> states) {
        return store.all().stream()
                .filter(job ->
                        numbers.isEmpty() || numbers.contains(job.history().number()))
                .filter(job -> states.contains(job.history().state()))
                .toList();
    }

    private void interrupt(Stop why) {
        if (running.isPresent() && (stop == null || why == Stop.CANCEL)) {
            stop = why;
            worker.interrupt();
        }
    }

    private void work() {
        for (Optional<StoredJob> job = begin(); job.isPresent(); job = begin()) {
            StoredJob present = job.get();
            listener.changed(present.history().job());
            Optional<JobEntry.Ended> end = run(present);
            finish(present, end);
            listener.changed(present.history().job());
        }
    }

    /** Waits for a job; empty at the end of the queue. */
    private synchronized Optional<StoredJob> begin() {
        try {
            while (!closed) {
                Optional<StoredJob> next = aside || store.isPaused()
                        ? Optional.empty()
                        : store.all().stream()
                                .filter(job -> job.history().state() == JobState.WAITING)
                                .findFirst();
                if (next.isPresent()) {
                    idle = false;
                    stop = null;
                    running = next;
                    next.get().history().running(true);
                    return next;
                }
                if (!idle) {
                    idle = true;
                    listener.idle();
                }
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Empty when it was interrupted. */
    private Optional<JobEntry.Ended> run(StoredJob job) {
        try {
            return Optional.of(new JobRun(
                            job, engines, () -> listener.changed(job.history().job()))
                    .run());
        } catch (InterruptedException e) {
            return Optional.empty();
        } catch (CodedException e) {
            LOG.info("job {} failed: {}", job.history().number(), e.code().id());
            return e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.INTERRUPTED
                    ? Optional.empty()
                    : Optional.of(failed(job, Problem.of(e)));
        } catch (RuntimeException e) { // the edge of this thread: the other jobs must not suffer
            LOG.error("job {} failed", job.history().number(), e);
            return Optional.of(failed(job, new Problem(ErrorCode.INTERNAL, List.of(e.toString()))));
        }
    }

    private synchronized void finish(StoredJob job, Optional<JobEntry.Ended> end) {
        running = Optional.empty();
        boolean interrupted = Thread.interrupted();
        job.history().running(false);
        try {
            if (end.isPresent()) {
                job.end(end.get());
            } else if (stop == Stop.CANCEL) {
                job.end(cancelled(job));
            } else if (stop == null && !interrupted) {
                job.append(failed(job, new Problem(ErrorCode.CANCELLED, List.of("", ""))), true);
            }
        } catch (IOException e) {
            // Not written down: the next owner of the queue tries it again. This one must not, or it would never end.
            LOG.error("the end of job {} cannot be written", job.history().number(), e);
            Problem full =
                    new Problem(ErrorCode.DISK_FULL, List.of(job.file().path().toString(), IoReason.of(e)));
            job.history().apply(end.orElseGet(() -> failed(job, full)));
        }
    }

    private static JobEntry.Ended failed(StoredJob job, Problem problem) {
        return ended(job, JobState.FAILED, Optional.of(problem));
    }

    private static JobEntry.Ended cancelled(StoredJob job) {
        return ended(job, JobState.CANCELLED, Optional.empty());
    }

    private static JobEntry.Ended ended(StoredJob job, JobState state, Optional<Problem> problem) {
        double duration = job.history().begun().map(JobEntry.Begun::duration).orElse(0.0);
        return new JobEntry.Ended(
                state, problem, List.of(), duration, job.history().segments().size(), Optional.empty());
    }

    private void collect() {
        try (FolderWatch news = inbox.watch()) {
            while (true) {
                emptyOrLater();
                news.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the watch on the inbox", e);
        }
    }

    /** What a full disk does not let in stays in the inbox. */
    private void emptyOrLater() {
        try {
            empty();
            late = false;
        } catch (IOException e) {
            if (!late) {
                LOG.warn("messages wait in the inbox of the queue", e);
            }
            late = true;
        }
    }

    private void empty() throws IOException {
        for (Path file : inbox.waiting()) {
            Optional<QueueMessage> message = inbox.read(file);
            if (message.isPresent()) {
                obey(message.get(), file.getFileName().toString());
                Files.deleteIfExists(file);
            }
        }
    }

    /** Puts the running job aside and gives the queue up. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            interrupt(Stop.PUT_ASIDE);
            notifyAll();
        }
        postman.interrupt();
        try {
            worker.join(END.toMillis());
            postman.join(END.toMillis());
            lock.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("the lock of the queue", e);
        }
    }
}
