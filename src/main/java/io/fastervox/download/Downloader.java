package io.fastervox.download;

import io.fastervox.support.FileTrees;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fetches files side by side. What has come of a file survives an interrupt, an error and the end of the process: the
 * next call goes on from there. A file appears under its name only when its SHA-256 is right. Several threads and
 * processes may fetch into the same folder; they take turns.
 */
public final class Downloader {
    private static final int AT_ONCE = 4;
    private static final long STOP_LIMIT_MILLIS = 1000;

    private final Http http;
    private final SourceMemory memory;
    private final int atOnce;

    public Downloader(Http http) {
        this(http, SourceMemory.ofThisRun());
    }

    public Downloader(Http http, SourceMemory memory) {
        this(http, memory, AT_ONCE);
    }

    Downloader(Http http, SourceMemory memory, int atOnce) {
        this.http = http;
        this.memory = memory;
        this.atOnce = atOnce;
    }

    /** See {@link #fetch(List, ProgressListener, Consumer)}. */
    public FetchSummary fetch(List<Transfer> transfers, ProgressListener listener)
            throws DownloadException, InterruptedException {
        return fetch(transfers, listener, finished -> {});
    }

    /**
     * Returns when all files are complete. The first file that no source gives ends the rest; interrupting ends all of
     * it within a second. Either way the parts are kept.
     *
     * @param listener step {@code fetch} in bytes of all files, never going back; step {@code wait} while another
     *     process fetches into the same folder
     * @param finished called on the calling thread with each file as soon as it is complete
     * @throws DownloadException for sources: {@code {0}} the name of the file, {@code {1}} the reason of each source;
     *     for the disk: {@code {0}} the file or folder, {@code {1}} the reason or, when it is known before that the
     *     space does not suffice, the bytes needed
     */
    public FetchSummary fetch(List<Transfer> transfers, ProgressListener listener, Consumer<Transfer> finished)
            throws DownloadException, InterruptedException {
        Set<Path> folders = new TreeSet<>(); // sorted: two that wait for each other's folder would wait forever
        Set<Path> targets = new HashSet<>();
        for (Transfer transfer : transfers) {
            Path target = transfer.target().toAbsolutePath().normalize();
            folders.add(folder(target));
            if (!targets.add(target)) {
                throw new IllegalArgumentException("two transfers to " + target);
            }
        }
        Deque<OsLock> locks = new ArrayDeque<>();
        try {
            for (Path folder : folders) {
                locks.push(lock(folder, listener));
            }
            requireSpace(transfers);
            return run(transfers, listener, finished);
        } finally {
            release(locks);
        }
    }

    /** Deletes a file and what has come of it so far; returns the bytes freed. */
    public static long discard(Path target) throws IOException {
        return FileTrees.delete(target) + new Part(target).discard();
    }

    private FetchSummary run(List<Transfer> transfers, ProgressListener listener, Consumer<Transfer> finished)
            throws DownloadException, InterruptedException {
        FetchTally tally = new FetchTally(transfers, listener);
        AtomicInteger number = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(atOnce, task -> {
            Thread thread = new Thread(task, "fetch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Done> results = new ExecutorCompletionService<>(workers);
            for (Transfer transfer : transfers) {
                FileFetch fetch = new FileFetch(http, transfer, tally, memory);
                results.submit(() -> new Done(transfer, fetch.call()));
            }
            FetchSummary summary = FetchSummary.NOTHING;
            for (int left = transfers.size(); left > 0; left--) {
                Done done = results.take().get();
                summary = summary.plus(done.summary());
                finished.accept(done.transfer());
            }
            return summary;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            stop(workers);
        }
    }

    private static void stop(ExecutorService workers) {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        try {
            workers.awaitTermination(STOP_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static DownloadException failure(@Nullable Throwable cause) {
        if (cause instanceof DownloadException e) {
            return e;
        }
        if (cause instanceof RuntimeException e) {
            throw e;
        }
        throw new IllegalStateException("unexpected end of a transfer", cause);
    }

    /** Held by who fetches into a folder; it stays there when he has finished. */
    public static Path lockFile(Path folder) {
        return folder.resolve(".fetch.lock");
    }

    private static OsLock lock(Path folder, ProgressListener listener) throws DownloadException, InterruptedException {
        try {
            return OsLock.acquire(lockFile(folder), () -> listener.progress(Progress.started("wait")));
        } catch (IOException e) {
            throw DiskSpace.failure(e, folder);
        }
    }

    private static void release(Deque<OsLock> locks) {
        for (OsLock lock : locks) {
            try {
                lock.close();
            } catch (IOException e) {
                throw new IllegalStateException("a lock cannot be released", e);
            }
        }
    }

    private static void requireSpace(List<Transfer> transfers) throws DownloadException {
        Map<Object, Long> needed = new HashMap<>();
        for (Transfer transfer : transfers) {
            Path folder = folder(transfer.target());
            try {
                DiskSpace.require(
                        folder, needed.merge(volume(folder), missing(transfer.target(), transfer.bytes()), Long::sum));
            } catch (IOException e) {
                throw DiskSpace.failure(e, folder);
            }
        }
    }

    /** What the folders of one volume have in common; of one that cannot be told, the folder itself. */
    private static Object volume(Path folder) {
        try {
            return Files.getFileStore(folder);
        } catch (IOException e) {
            return folder;
        }
    }

    private static Path folder(Path target) {
        return Objects.requireNonNull(target.toAbsolutePath().getParent(), "a target lies in a folder");
    }

    /**
     * Bytes of a file that have not come yet, judged by sizes alone.
     *
     * @param bytes of the whole file
     */
    public static long missing(Path target, long bytes) throws IOException {
        if (Files.exists(target) && Files.size(target) == bytes) {
            return 0;
        }
        Path part = Part.fileOf(target);
        return Math.max(0, bytes - (Files.exists(part) ? Files.size(part) : 0));
    }

    private record Done(Transfer transfer, FetchSummary summary) {}
}
