package io.fastervox.files;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
    private static final Duration FIRST_LOOK = Duration.ofSeconds(15);
    /** So many jobs that need nothing more are remembered: each is a file that is read whenever the queue is shown. */
    private static final int REMEMBERED = 200;

    private final OsLock lock;
    private final QueueInbox inbox;
    private final JobStore store;
    private final EngineSource engines;
    private final QueueListener listener;
    private final FurtherLooks looks;
    private final int remembered;
    private final Thread worker;
    private final Thread postman;
    private final Turn turn;
    /** What may let a job begin has happened. */
    private final Semaphore news = new Semaphore(0);

    // Guarded by this object's monitor, as the store is. Nobody who holds it looks at recordings or outputs: a share
    // that is
    // dead answers late.
    private boolean closed;
    private boolean idle;
    /** Whether the last job was put off because its recording is away. */
    private boolean missed;
    /** Used by the postman alone. */
    private boolean late;
    /** Whose outputs could not be taken back: left to who tries the job again, and to the next owner. */
    private final Set<StoredJob> leftBehind = new HashSet<>();
    /** Whose outputs a thread is taking back: until it is through, nobody writes them. */
    private final Set<StoredJob> beingTakenBack = new HashSet<>();

    private Queue(
            OsLock lock,
            QueueInbox inbox,
            JobStore store,
            EngineSource engines,
            QueueListener listener,
            FurtherLooks looks,
            int remembered) {
        this.lock = lock;
        this.inbox = inbox;
        this.store = store;
        this.engines = engines;
        this.listener = listener;
        this.looks = looks;
        this.remembered = remembered;
        this.worker = new Thread(this::work, "queue");
        this.turn = new Turn(worker);
        this.postman = new Thread(this::collect, "queue-inbox");
        postman.setDaemon(true);
    }

    /**
     * Takes the queue and begins to work on it.
     *
     * @return empty when another process owns it
     */
    public static Optional<Queue> open(Path jobs, EngineSource engines, QueueListener listener) throws IOException {
        return open(jobs, engines, listener, FIRST_LOOK, REMEMBERED);
    }

    /**
     * The same.
     *
     * @param firstLook after so long a recording that is away is looked for again; then less and less often
     * @param remembered so many jobs that are over stay
     */
    static Optional<Queue> open(
            Path jobs, EngineSource engines, QueueListener listener, Duration firstLook, int remembered)
            throws IOException {
        Optional<OsLock> lock = OsLock.tryAcquire(jobs.resolve("lock"));
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        Optional<Queue> opened = Optional.empty();
        try {
            Queue queue = of(lock.get(), jobs, engines, listener, firstLook, remembered);
            queue.empty();
            queue.forgetOld();
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

    private static Queue of(
            OsLock lock, Path jobs, EngineSource engines, QueueListener listener, Duration firstLook, int remembered)
            throws IOException {
        QueueInbox inbox = new QueueInbox(jobs, Clock.systemUTC());
        inbox.tidy();
        JobStore store = JobStore.open(jobs);
        store.tidy();
        return new Queue(lock, inbox, store, engines, listener, new FurtherLooks(firstLook), remembered);
    }

    /** What the queue holds, for any process. */
    public static List<Job> look(Path jobs) throws IOException {
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        int running = JobStore.running(jobs); // before the journals: one that ends meanwhile is over
        JobStore store = JobStore.open(jobs);
        Optional<StoredJob> runs =
                store.get(running).filter(job -> job.history().state() == JobState.WAITING);
        if (runs.isPresent() && isOwned(jobs)) {
            runs.get().history().running(true);
        }
        return store.all().stream().map(job -> job.history().job()).toList();
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
                Queue queue = of(held, jobs, none, QueueListener.NONE, FIRST_LOOK, REMEMBERED);
                queue.empty();
                queue.takeBack(queue.toTakeBack(Set.of()));
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
        Optional<QueueMessage> left = obey(message, "");
        if (left.isPresent()) {
            inbox.put(left.get()); // for whoever owns the queue next
        }
    }

    /** Puts the running job aside at its last segment, because the engine is needed; nothing else is begun. At once. */
    public void putAside() {
        turn.putAside();
    }

    /** The work goes on after {@link #putAside}. */
    public void goOn() {
        turn.goOn();
        news.release();
    }

    /** What is left of the message when the queue is closed meanwhile. */
    private Optional<QueueMessage> obey(QueueMessage message, String origin) throws IOException {
        Optional<QueueMessage> left = Optional.empty();
        List<StoredJob> cancelled = List.of();
        if (isClosed()) {
            return Optional.of(message);
        } else if (message instanceof QueueMessage.Add add) {
            left = add(add, add.origin().orElse(origin));
        } else if (message instanceof QueueMessage.Clear) {
            forget(Set.of(JobState.DONE, JobState.CANCELLED, JobState.FAILED), 0);
        } else {
            Optional<List<StoredJob>> changed = change(message);
            left = changed.isPresent() ? left : Optional.of(message);
            cancelled = changed.orElse(cancelled);
        }
        news.release();
        takeBack(cancelled);
        forgetOld();
        return left;
    }

    /** Gives those whose outputs the caller takes back; empty, and nothing is done, once the queue is closed. */
    private synchronized Optional<List<StoredJob>> change(QueueMessage message) throws IOException {
        if (closed) {
            return Optional.empty();
        } else if (message instanceof QueueMessage.Cancel cancel) {
            for (StoredJob job : chosen(cancel.numbers(), Set.of(JobState.WAITING, JobState.RUNNING))) {
                cancel(job);
            }
            idle = false; // a round of which nothing is left is over, also while the queue is paused
            return Optional.of(toTakeBack(cancel.numbers()));
        } else if (message instanceof QueueMessage.Retry retry) {
            chosen(retry.numbers(), Set.of(JobState.WAITING, JobState.FAILED, JobState.CANCELLED))
                    .forEach(job -> looks.forget(job.folder()));
            Set<JobState> states =
                    retry.numbers().isEmpty() ? Set.of(JobState.FAILED) : Set.of(JobState.FAILED, JobState.CANCELLED);
            for (StoredJob job : chosen(retry.numbers(), states)) {
                job.append(new JobEntry.Again(false), true);
                listener.changed(job.history().job());
            }
        } else if (message instanceof QueueMessage.First first) {
            moveToTheFront(first.numbers());
        } else if (message instanceof QueueMessage.Pause pause) {
            store.pause(pause.paused());
            if (pause.paused()) {
                turn.stop(Turn.Stop.PUT_ASIDE);
            }
            listener.paused(pause.paused());
        }
        return Optional.of(List.of());
    }

    private void moveToTheFront(List<Integer> numbers) throws IOException {
        List<StoredJob> moved = numbers.stream()
                .map(store::get)
                .flatMap(Optional::stream)
                .filter(job -> job.history().state() == JobState.WAITING)
                .toList();
        double place = -moved.size()
                + store.all().stream()
                        .map(job -> job.history().place())
                        .findFirst()
                        .orElse(0.0);
        for (StoredJob job : moved) {
            job.append(new JobEntry.Moved(place), true);
            place++;
            listener.changed(job.history().job());
        }
    }

    /**
     * Each is written down by itself: who needs the engine meanwhile does not wait for all of them.
     *
     * @return what is left when the queue is closed meanwhile; by their origin those that were added are known again
     */
    private Optional<QueueMessage> add(QueueMessage.Add message, String origin) throws IOException {
        List<JobOrder> orders = message.orders();
        for (int i = 0; i < orders.size(); i++) {
            if (!add(orders.get(i), origin.isEmpty() ? "" : origin + "/" + i)) {
                return Optional.of(origin.isEmpty() ? new QueueMessage.Add(orders.subList(i, orders.size())) : message);
            }
        }
        return Optional.empty();
    }

    /** Not what is there already: a message may be read twice, and who had no answer sends it again. */
    private boolean add(JobOrder order, String origin) throws IOException {
        List<StoredJob> changed = new ArrayList<>();
        for (StoredJob job : alike(order)) {
            if (!job.history().isAsItBegan()) {
                changed.add(job);
            }
        }
        return add(order, origin, changed);
    }

    /** Those that are not over and do the same. */
    private synchronized List<StoredJob> alike(JobOrder order) {
        return store.all().stream()
                .filter(job -> !job.history().state().isOver())
                .filter(job -> job.history().order().asksForTheSameAs(order))
                .toList();
    }

    /**
     * Adds it if it is new.
     *
     * @param changed those whose recordings are not what they were when they began
     * @return false once the queue is closed: the next owner may give the same numbers
     */
    private synchronized boolean add(JobOrder order, String origin, List<StoredJob> changed) throws IOException {
        if (closed) {
            return false;
        }
        looks.forget(order.folder()); // who adds it has it
        news.release();
        boolean read = !origin.isEmpty()
                && store.all().stream().anyMatch(job -> job.history().origin().equals(origin));
        if (!read && changed.containsAll(alike(order))) {
            listener.changed(store.add(order, origin).history().job());
        }
        return true;
    }

    /** What has failed stays until a person has seen to it. */
    private void forgetOld() {
        try {
            forget(Set.of(JobState.DONE, JobState.CANCELLED), remembered);
        } catch (IOException e) {
            LOG.warn("jobs that are over cannot be removed", e);
        }
    }

    /** Of these jobs those that ended last stay; of the others nothing is left. */
    private void forget(Set<JobState> states, int stay) throws IOException {
        for (StoredJob job : removed(states, stay)) {
            boolean unused = remove(job); // it is said where that fails
        }
    }

    private synchronized List<StoredJob> removed(Set<JobState> states, int stay) throws IOException {
        List<StoredJob> over = chosen(Set.of(), states);
        if (closed || over.size() <= stay) {
            return List.of();
        }
        Map<StoredJob, Long> ends = over.stream()
                .collect(Collectors.toMap(job -> job, job -> job.file().lastWritten()));
        List<StoredJob> ordered = ends.entrySet().stream()
                .sorted(Map.Entry.<StoredJob, Long>comparingByValue()
                        .thenComparing(end -> end.getKey().history().number()))
                .map(Map.Entry::getKey)
                .toList();
        List<StoredJob> removed = ordered.subList(0, over.size() - stay);
        Set<Integer> forgotten = new HashSet<>();
        for (StoredJob job : removed) {
            store.remove(job);
            forgotten.add(job.history().number());
        }
        listener.forgotten(forgotten);
        return removed;
    }

    private void cancel(StoredJob job) throws IOException {
        if (turn.isOf(job)) {
            turn.stop(Turn.Stop.CANCEL);
        } else {
            job.end(JobEnd.cancelled(job));
            listener.changed(job.history().job());
        }
    }

    /**
     * Removes what cancelled jobs have left half done. At once, or a person may have made a file meanwhile that looks the
     * same.
     */
    private void takeBack(List<StoredJob> cancelled) {
        for (StoredJob job : cancelled) {
            tookBack(job, remove(job));
        }
    }

    /** Cancelled jobs that have left something, for whoever asks first. */
    private synchronized List<StoredJob> toTakeBack(Set<Integer> numbers) {
        List<StoredJob> left = chosen(numbers, Set.of(JobState.CANCELLED)).stream()
                .filter(job -> job.history().writing().isPresent())
                .filter(job -> !leftBehind.contains(job) && !beingTakenBack.contains(job))
                .toList();
        beingTakenBack.addAll(left);
        return left;
    }

    /** What a share has held up beyond the end of this queue is for the next owner to note. */
    private synchronized void tookBack(StoredJob job, boolean all) {
        beingTakenBack.remove(job);
        if (!all || (!closed && !noteTakenBack(job))) {
            leftBehind.add(job);
        }
        news.release();
    }

    private static boolean noteTakenBack(StoredJob job) {
        try {
            Optional<JobEntry.Writing> writing = job.history().writing();
            if (writing.isPresent()) {
                job.append(writing.get().takenBack(), true);
            }
            return true;
        } catch (IOException e) {
            LOG.warn("the journal of job {}", job.history().number(), e);
            return false;
        }
    }

    /** Whether its outputs could be removed; it must not keep others from theirs. */
    private static boolean remove(StoredJob job) {
        try {
            new JobOutputs(job).remove();
            return true;
        } catch (IOException e) {
            LOG.warn("outputs of job {} are left behind", job.history().number(), e);
            return false;
        }
    }

    private List<StoredJob> chosen(Set<Integer> numbers, Set<JobState> states) {
        return store.all().stream()
                .filter(job ->
                        numbers.isEmpty() || numbers.contains(job.history().number()))
                .filter(job -> states.contains(job.history().state()))
                .toList();
    }

    private void work() {
        for (Optional<StoredJob> job = begin(); job.isPresent(); job = begin()) {
            StoredJob present = job.get();
            boolean still = isStillAway(present);
            if (!still) {
                found(present);
            }
            finish(present, still ? Optional.of(stillAway(present)) : run(present));
            forgetOld();
        }
    }

    /** Nothing is said of a further look: that the job waits was told. */
    private boolean isStillAway(StoredJob job) {
        synchronized (this) {
            if (ofFolder(job.folder()).stream()
                    .allMatch(other -> other.history().away().isEmpty())) {
                return false;
            }
        }
        return job.isStillAway();
    }

    private static JobEntry stillAway(StoredJob job) {
        return job.history().away().orElseGet(() -> JobEnd.away(job));
    }

    /** It begins, and with it no job of its folder is away any more. */
    private synchronized void found(StoredJob begun) {
        looks.forget(begun.folder());
        running(Optional.of(begun));
        for (StoredJob job : ofFolder(begun.folder())) {
            boolean wasAway = job.history().away().isPresent();
            if (wasAway) {
                note(job, new JobEntry.Back());
            }
            if (wasAway || job.history().state() == JobState.RUNNING) {
                listener.changed(job.history().job());
            }
        }
    }

    /** Waits for a job; empty at the end of the queue. */
    private Optional<StoredJob> begin() {
        try {
            while (!isClosed()) {
                news.drainPermits(); // before the look: what comes behind it is not missed
                takeBack(toTakeBack(Set.of()));
                Optional<StoredJob> next = next();
                if (next.isPresent()) {
                    return next;
                }
                boolean unused = news.tryAcquire(nanosUntilNextLook(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** The job whose turn begins. */
    private synchronized Optional<StoredJob> next() {
        long now = System.nanoTime();
        Optional<StoredJob> next = next(waiting().stream()
                        .filter(job -> looks.nanosUntil(job.folder(), now) <= 0)
                        .toList())
                .filter(turn::begin);
        if (next.isPresent()) {
            idle = false;
            next.get().history().running(true);
        } else if (!idle && !closed) {
            idle = true;
            listener.idle();
        }
        return next;
    }

    /** What cannot be told to other processes they see as waiting. */
    private void running(Optional<StoredJob> job) {
        try {
            store.running(job);
        } catch (IOException e) {
            LOG.info("which job runs cannot be told: {}", e.toString());
        }
    }

    private List<StoredJob> waiting() {
        boolean nothing = closed || turn.isPutAside() || store.isPaused();
        return nothing
                ? List.of()
                : chosen(Set.of(), Set.of(JobState.WAITING)).stream()
                        .filter(job -> !beingTakenBack.contains(job))
                        .toList();
    }

    private synchronized long nanosUntilNextLook() {
        long now = System.nanoTime();
        return waiting().stream()
                .mapToLong(job -> looks.nanosUntil(job.folder(), now))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** After a look in vain first one that need not be looked for: each look at a dead share takes its time. */
    private Optional<StoredJob> next(List<StoredJob> due) {
        return due.stream()
                .filter(job -> !missed || job.history().away().isEmpty())
                .findFirst()
                .or(() -> due.stream().findFirst());
    }

    /** Empty when it was interrupted. */
    private Optional<JobEntry> run(StoredJob job) {
        try {
            return Optional.of(new JobRun(
                            job,
                            engines,
                            () -> claimedByOthersThan(job),
                            () -> listener.changed(job.history().job()))
                    .run());
        } catch (InterruptedException e) {
            return Optional.empty();
        } catch (CodedException e) {
            if (e.code() == ErrorCode.CANCELLED || e.code() == ErrorCode.INTERRUPTED) {
                return Optional.empty();
            }
            LOG.info("job {} failed: {}", job.history().number(), e.code().id());
            return Optional.of(JobEnd.of(job, e));
        } catch (RuntimeException e) { // the edge of this thread: the other jobs must not suffer
            LOG.error("job {} failed", job.history().number(), e);
            return Optional.of(JobEnd.failed(job, new Problem(ErrorCode.INTERNAL, List.of(e.toString()))));
        }
    }

    /**
     * Where others that are not over will write, and those have written that were added after the job had been named: two
     * that are named at the same time, and one that is tried again, can have the same names.
     */
    private synchronized List<Path> claimedByOthersThan(StoredJob job) {
        int newest = job.history().order().newest();
        return store.all().stream()
                .filter(other -> other != job)
                .map(other -> other.history().job())
                .filter(other -> !other.state().isOver() || (other.state() == JobState.DONE && other.number() > newest))
                .flatMap(other -> other.outputs().stream())
                .toList();
    }

    private synchronized void finish(StoredJob job, Optional<JobEntry> end) {
        Optional<Turn.Stop> stop = turn.end();
        boolean interrupted = Thread.interrupted();
        job.history().running(false);
        running(Optional.empty());
        missed = false;
        if (end.isPresent() && end.get() instanceof JobEntry.Ended ended) {
            end(job, ended);
        } else if (stop.equals(Optional.of(Turn.Stop.CANCEL))) {
            end(job, JobEnd.cancelled(job));
        } else if (end.isPresent() && end.get() instanceof JobEntry.Away away) {
            putOff(job, away);
        } else if (stop.isEmpty() && !interrupted) {
            end(job, JobEnd.failed(job, new Problem(ErrorCode.CANCELLED, List.of("", ""))));
        } else {
            listener.changed(job.history().job());
        }
    }

    private void end(StoredJob job, JobEntry.Ended end) {
        try {
            job.end(end);
        } catch (IOException e) {
            // Not written down: the next owner of the queue tries it again. This one must not, or it would never end.
            LOG.error("the end of job {} cannot be written", job.history().number(), e);
            job.history().apply(end);
        }
        listener.changed(job.history().job());
    }

    /** With it all jobs of its folder wait; that a job does is told once. */
    private void putOff(StoredJob missing, JobEntry.Away away) {
        missed = true;
        tellAway(missing, away);
        looks.missed(missing.folder(), System.nanoTime());
        for (StoredJob job : ofFolder(missing.folder())) {
            if (job.history().away().isEmpty()) {
                tellAway(job, JobEnd.away(job));
            }
        }
    }

    private void tellAway(StoredJob job, JobEntry.Away away) {
        if (!job.history().away().equals(Optional.of(away))) {
            note(job, away);
            listener.changed(job.history().job());
        }
    }

    /** The jobs that are not over and are looked for there. */
    private List<StoredJob> ofFolder(Path folder) {
        return chosen(Set.of(), Set.of(JobState.WAITING, JobState.RUNNING)).stream()
                .filter(job -> job.folder().equals(folder))
                .toList();
    }

    /** For other processes. It may get lost: the next owner of the queue finds it out anew. */
    private static void note(StoredJob job, JobEntry entry) {
        try {
            job.append(entry, false);
        } catch (IOException e) {
            LOG.warn("the journal of job {}", job.history().number(), e);
            job.history().apply(entry);
        }
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
            if (message.isPresent()
                    && obey(message.get(), file.getFileName().toString()).isEmpty()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Puts the running job aside and gives the queue up. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            turn.stop(Turn.Stop.PUT_ASIDE);
        }
        news.release();
        postman.interrupt();
        boolean interrupted =
                Thread.interrupted(); // who is in a hurry waits, too: the lock is given up behind the work
        try {
            worker.join(END.toMillis());
            postman.join(END.toMillis());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of the queue", e);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
