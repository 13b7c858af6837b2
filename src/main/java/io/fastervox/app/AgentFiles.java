package io.fastervox.app;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.FileJob;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.config.Settings;
import io.fastervox.desktop.Clipboard;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.Batch;
import io.fastervox.files.EngineSource;
import io.fastervox.files.Existing;
import io.fastervox.files.Job;
import io.fastervox.files.JobOrder;
import io.fastervox.files.JobOrders;
import io.fastervox.files.ModelWish;
import io.fastervox.files.OutputOptions;
import io.fastervox.files.Queue;
import io.fastervox.files.QueueInbox;
import io.fastervox.files.QueueListener;
import io.fastervox.files.QueueMessage;
import io.fastervox.files.TranscriptFormat;
import io.fastervox.files.WatchedFolder;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's part in the queue of recordings: it owns the queue, or leaves messages for the process that does until that
 * one ends. What the last agent has not finished goes on by itself.
 */
final class AgentFiles implements QueueListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AgentFiles.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(5);

    private final Path jobs;
    private final Path elsewhere;
    private final EngineSource engines;
    private final Consumer<AgentEvent> agent;
    private final Clipboard clipboard;
    private final TextsForClipboard texts = new TextsForClipboard();
    private final FilesList list = new FilesList();
    private final FilesRound round = new FilesRound(System::nanoTime);
    private final ScheduledExecutorService opener = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "files");
        thread.setDaemon(true);
        return thread;
    });
    private final Function<List<Path>, List<Batch.Item.Refused>> look;
    /**
     * Held while transcripts are named. The recordings were looked at before: one on a share that sleeps keeps neither others
     * nor a dictation waiting.
     */
    private final Object adding = new Object();

    private volatile Settings settings;
    // Guarded by this object's monitor:
    private Optional<Queue> queue = Optional.empty();
    private boolean aside;
    private boolean closed;
    private boolean failed;

    /**
     * @param jobs the folder of the queue
     * @param elsewhere the folder for transcripts that cannot lie where they are wanted
     */
    AgentFiles(
            Path jobs,
            Path elsewhere,
            EngineSource engines,
            Clipboard clipboard,
            Settings settings,
            Consumer<AgentEvent> agent) {
        this(jobs, elsewhere, engines, clipboard, settings, agent, Batch::unreadable);
    }

    /** @param look gives those of whole paths that cannot be read, and may take long */
    AgentFiles(
            Path jobs,
            Path elsewhere,
            EngineSource engines,
            Clipboard clipboard,
            Settings settings,
            Consumer<AgentEvent> agent,
            Function<List<Path>, List<Batch.Item.Refused>> look) {
        this.look = look;
        this.jobs = jobs;
        this.elsewhere = elsewhere;
        this.clipboard = clipboard;
        this.engines = engines;
        this.settings = settings;
        this.agent = agent;
    }

    /** Where recordings are switched off, what an earlier run has left waits. */
    void begin() {
        if (settings.policy().files()) {
            opener.execute(this::open);
        }
    }

    private void open() {
        try {
            Optional<Queue> opened = Queue.open(jobs, engines, this);
            if (opened.isPresent()) {
                own(opened.get());
                return;
            }
            LOG.info("another process has the queue");
        } catch (IOException e) {
            LOG.warn("no queue", e);
            if (!failed) {
                failed = true; // told once
                agent.accept(new Report.Warned(unwritable(e)));
            }
        }
        var unused = opener.schedule(this::open, BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void own(Queue opened) {
        queue = Optional.of(opened);
        // Asked before the round is taken: the queue tells it of a rest while nobody may ask.
        List<Job> present = opened.jobs();
        synchronized (round) {
            round.begin(present.stream().filter(job -> !job.state().isOver()).toList());
            list.begin(present).ifPresent(agent);
        }
        if (aside) {
            opened.putAside();
        }
        if (closed) {
            opened.close();
            return;
        }
        synchronized (round) {
            TextsForClipboard.latest(present).forEach(this::copyWhenLast); // another process did them
        }
    }

    void apply(Settings now) {
        settings = now;
    }

    /** Whether those that can be transcribed are in the queue; of the others people are told. May take a moment. */
    boolean add(List<Path> recordings) {
        return add(recordings, formats(), Map.of());
    }

    /** The same; those that are in the queue already do not come into it again, whatever has become of them there. */
    boolean addArrived(List<WatchedFolder.Arrival> arrivals) {
        Map<Path, String> origins = new HashMap<>();
        arrivals.forEach(arrival -> origins.put(arrival.recording(), arrival.token()));
        return add(arrivals.stream().map(WatchedFolder.Arrival::recording).toList(), formats(), origins);
    }

    private boolean add(List<Path> recordings, Set<TranscriptFormat> formats, Map<Path, String> origins) {
        if (!settings.policy().files()) {
            refuse(recordings, new Problem(ErrorCode.FILES_OFF, List.of()));
            return false;
        }
        try {
            List<Batch.Item.Refused> refused = enqueue(recordings, formats, origins);
            if (!refused.isEmpty()) {
                synchronized (round) {
                    texts.forget(refused.stream().map(Batch.Item::recording).toList());
                }
                agent.accept(new Report.FilesRefused(
                        refused.stream().map(no -> Problem.of(no.error())).toList(), recordings.size()));
            }
            return true;
        } catch (IOException e) {
            LOG.error("not queued", e);
            refuse(recordings, unwritable(e));
            return false;
        }
    }

    private void refuse(List<Path> recordings, Problem problem) {
        synchronized (round) {
            texts.forget(recordings);
        }
        agent.accept(new Report.FilesRefused(Collections.nCopies(recordings.size(), problem), recordings.size()));
    }

    private List<Batch.Item.Refused> enqueue(
            List<Path> recordings, Set<TranscriptFormat> formats, Map<Path, String> origins) throws IOException {
        List<Path> whole = recordings.stream().map(Path::toAbsolutePath).toList();
        List<Batch.Item.Refused> refused = new ArrayList<>(look.apply(whole));
        List<Path> unreadable = refused.stream().map(Batch.Item::recording).toList();
        List<Path> readable = whole.stream()
                .filter(recording -> !unreadable.contains(recording))
                .toList();
        if (!readable.isEmpty()) {
            refused.addAll(name(readable, formats, origins));
        }
        return refused;
    }

    /** One at a time: each looks at the names that the others' transcripts will have. */
    private List<Batch.Item.Refused> name(
            List<Path> recordings, Set<TranscriptFormat> formats, Map<Path, String> origins) throws IOException {
        Optional<Path> folder = settings.desk().files().folder().map(Path::of);
        synchronized (adding) {
            JobOrders wanted = orders(recordings, formats, folder);
            List<Path> homeless = wanted.refused().stream()
                    .filter(no -> no.error().code() == ErrorCode.OUTPUT_NOT_WRITABLE)
                    .map(Batch.Item.Refused::recording)
                    .toList();
            JobOrders moved = homeless.isEmpty()
                    ? new JobOrders(List.of(), List.of())
                    : orders(homeless, formats, Optional.of(elsewhere));
            List<JobOrder> orders = new ArrayList<>(wanted.orders());
            orders.addAll(moved.orders());
            if (!orders.isEmpty() && origins.isEmpty()) {
                tell(new QueueMessage.Add(orders));
            } else {
                for (JobOrder order : orders) {
                    Optional<String> origin =
                            Optional.ofNullable(origins.get(order.request().recording()));
                    tell(new QueueMessage.Add(List.of(order), origin));
                }
            }
            List<Path> housed = moved.orders().stream()
                    .map(order -> order.request().recording())
                    .toList();
            if (!housed.isEmpty()) {
                agent.accept(new Report.FilesElsewhere(housed, elsewhere));
            }
            return wanted.refused().stream()
                    .filter(no -> !housed.contains(no.recording()))
                    .toList();
        }
    }

    private JobOrders orders(List<Path> recordings, Set<TranscriptFormat> formats, Optional<Path> folder)
            throws IOException {
        Settings now = settings;
        return JobOrders.of(
                jobs,
                recordings,
                new OutputOptions(formats, folder, Existing.RENAME),
                ModelWish.NONE,
                recording -> TranscriptionRequest.of(recording.toAbsolutePath())
                        .resumedAt(0, now.language())
                        .batched(now.batched())
                        .wordTimestamps(formats.stream().anyMatch(TranscriptFormat::isInStep)));
    }

    private Set<TranscriptFormat> formats() {
        return settings.desk().files().formats().stream()
                .map(name -> TranscriptFormat.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }

    /** The same; the texts come to the clipboard, too, when the last of them is done. */
    void addForClipboard(List<Path> recordings) {
        synchronized (round) {
            texts.await(recordings);
        }
        Set<TranscriptFormat> formats = EnumSet.of(TranscriptFormat.TXT);
        formats.addAll(formats());
        add(recordings, formats, Map.of());
    }

    private void copyWhenLast(Job job) {
        List<Path> transcripts = texts.changed(job);
        if (!transcripts.isEmpty()) {
            opener.execute(() -> copy(transcripts));
        }
    }

    private void copy(List<Path> transcripts) {
        try {
            StringBuilder text = new StringBuilder();
            for (Path transcript : transcripts) {
                text.append(text.isEmpty() ? "" : "\n").append(Files.readString(transcript));
            }
            if (clipboard.copy(text.toString()) instanceof Clipboard.Copied.Unavailable no) {
                LOG.warn("not copied: {}", no.reason()); // it lies beside its recording, and that is told
            } else {
                agent.accept(new Report.Copied());
            }
        } catch (IOException e) {
            LOG.warn("not copied: {}", e.toString()); // it lies beside its recording, and that is told
        }
    }

    /** Does what people want of jobs. */
    void act(FileJob.Action action, List<Integer> numbers) {
        try {
            tell(
                    switch (action) {
                        case CANCEL -> new QueueMessage.Cancel(Set.copyOf(numbers));
                        case RETRY -> new QueueMessage.Retry(Set.copyOf(numbers));
                        case FIRST -> new QueueMessage.First(numbers);
                        case CLEAR -> new QueueMessage.Clear();
                    });
        } catch (IOException e) {
            agent.accept(new Report.Warned(unwritable(e)));
        }
    }

    /** Until it is told otherwise, by anybody. */
    void pause(boolean on) {
        try {
            tell(new QueueMessage.Pause(on));
        } catch (IOException e) {
            agent.accept(new Report.Warned(unwritable(e)));
        }
    }

    private void tell(QueueMessage message) throws IOException {
        Optional<Queue> owned;
        synchronized (this) {
            owned = queue;
        }
        if (owned.isPresent()) {
            owned.get().obey(message);
        } else {
            new QueueInbox(jobs, Clock.systemUTC()).put(message);
        }
    }

    private Problem unwritable(IOException e) {
        return new Problem(
                FullDisk.isReason(e, jobs) ? ErrorCode.DISK_FULL : ErrorCode.DATA_FOLDER_NOT_WRITABLE,
                List.of(jobs.toString(), IoReason.of(e)));
    }

    /** Somebody dictates, for whom the engine must be free: what runs is put aside at its last segment. */
    synchronized void dictating(boolean now) {
        aside = now;
        queue.ifPresent(now ? Queue::putAside : Queue::goOn);
    }

    @Override
    public void paused(boolean now) {
        agent.accept(new Report.QueuePaused(now));
    }

    @Override
    public void changed(Job job) {
        synchronized (round) {
            copyWhenLast(job);
            round.changed(job).ifPresent(agent);
            list.changed(job).ifPresent(agent);
        }
    }

    @Override
    public void forgotten(Set<Integer> numbers) {
        synchronized (round) {
            list.forgotten(numbers).ifPresent(agent);
        }
    }

    @Override
    public void idle() {
        synchronized (round) {
            round.rests().ifPresent(agent);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        opener.shutdownNow();
        queue.ifPresent(Queue::close);
    }
}
