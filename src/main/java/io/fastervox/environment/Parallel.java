package io.fastervox.environment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** The same work on many things, on a few threads that live as long as the call. */
final class Parallel {
    /** More would only wait for the disk. */
    private static final int MOST_PROCESSORS = 8;

    private Parallel() {}

    /** Work on one thing. */
    @FunctionalInterface
    interface Work<T, R> {
        R on(T item) throws Exception;
    }

    /** Results in the order of the items. The first failure ends the rest and is the cause of what is thrown. */
    static <T, R> List<R> map(String name, int threads, Collection<T> items, Work<T, R> work)
            throws ExecutionException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, items.size())), named(name));
        try {
            return map(pool, items, work);
        } finally {
            pool.shutdownNow();
        }
    }

    /** The same on threads that others use too. */
    static <T, R> List<R> map(ExecutorService pool, Collection<T> items, Work<T, R> work)
            throws ExecutionException, InterruptedException {
        List<Future<R>> futures = new ArrayList<>();
        try {
            for (T item : items) {
                Callable<R> call = () -> work.on(item);
                futures.add(pool.submit(call));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            futures.forEach(future -> future.cancel(true)); // those that ended do not notice
        }
    }

    /** Threads for work that keeps a processor busy. */
    static ExecutorService onProcessors(String name) {
        int processors = Math.max(2, Math.min(Runtime.getRuntime().availableProcessors(), MOST_PROCESSORS));
        return Executors.newFixedThreadPool(processors, named(name));
    }

    static ThreadFactory named(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
