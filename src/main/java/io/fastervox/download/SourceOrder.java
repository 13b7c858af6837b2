package io.fastervox.download;

import io.fastervox.support.ErrorCode;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * Puts sources of the same files in order: groups by preference, and within a group by the time to the first byte. A group
 * is only asked when no source of the groups before it answers, all of it at once, and what is remembered is not asked
 * again.
 */
public final class SourceOrder {
    private static final Set<ErrorCode> NO_ANSWER = Set.of(
            ErrorCode.OFFLINE,
            ErrorCode.TLS_UNTRUSTED,
            ErrorCode.PROXY_AUTHENTICATION,
            ErrorCode.PROXY_INVALID,
            ErrorCode.DOWNLOADS_OFF);
    private static final Duration LIMIT = Duration.ofSeconds(3);
    /** Who is slower than the first by more than this is not waited for. */
    private static final Duration BEHIND_THE_FIRST = Duration.ofSeconds(1);

    private final Http http;
    private final SourceMemory memory;

    public SourceOrder(Http http, SourceMemory memory) {
        this.http = http;
        this.memory = memory;
    }

    public SourceMemory memory() {
        return memory;
    }

    /**
     * One source in its place.
     *
     * @param firstByte empty when it was not asked, or did not answer in time
     * @param failure why it cannot serve
     */
    public record Ranked(URI source, Optional<Duration> firstByte, Optional<DownloadException> failure) {
        /** Whether it may serve when it is asked with more patience, or for something else. */
        public boolean answered() {
            return failure.isEmpty() || !NO_ANSWER.contains(failure.get().code());
        }
    }

    /**
     * All sources, best first; those that failed are last, in the order in which they came.
     *
     * @param groups best first; within a group the fastest is best
     * @param question what a source is asked for: a small file that it should have
     */
    public List<Ranked> order(List<List<URI>> groups, UnaryOperator<URI> question) throws InterruptedException {
        boolean rumours = groups.stream()
                .flatMap(List::stream)
                .anyMatch(source -> memory.failure(source).isPresent());
        List<Ranked> ranked = ranked(groups, question, true);
        boolean answered = ranked.stream().anyMatch(source -> source.failure().isEmpty());
        return answered || !rumours ? ranked : ranked(groups, question, false);
    }

    /** The same by what is remembered alone. */
    public List<Ranked> remembered(List<List<URI>> groups) {
        List<Ranked> good = new ArrayList<>();
        List<Ranked> failed = new ArrayList<>();
        for (List<URI> group : groups) {
            sorted(remembered(group, true)).forEach(source -> (source.failure().isEmpty() ? good : failed).add(source));
        }
        good.addAll(failed);
        return good;
    }

    private List<Ranked> ranked(List<List<URI>> groups, UnaryOperator<URI> question, boolean trusting)
            throws InterruptedException {
        List<Ranked> good = new ArrayList<>();
        List<Ranked> failed = new ArrayList<>();
        for (List<URI> group : groups) {
            List<Ranked> known = good.isEmpty() ? measured(group, question, trusting) : remembered(group, trusting);
            known.forEach(source -> (source.failure().isEmpty() ? good : failed).add(source));
        }
        good.addAll(failed);
        return good;
    }

    private List<Ranked> remembered(List<URI> group, boolean trusting) {
        return group.stream()
                .map(source ->
                        new Ranked(source, memory.firstByte(source), trusting ? failure(source) : Optional.empty()))
                .toList();
    }

    private List<Ranked> measured(List<URI> group, UnaryOperator<URI> question, boolean trusting)
            throws InterruptedException {
        Map<URI, Ranked> known = new HashMap<>();
        for (Ranked source : remembered(group, trusting)) {
            boolean needsAsking =
                    source.failure().isEmpty() && (source.firstByte().isEmpty() || !trusting);
            if (!needsAsking) {
                known.put(source.source(), source);
            }
        }
        ask(group.stream().filter(source -> !known.containsKey(source)).toList(), question, known);
        return sorted(group.stream()
                .map(source -> known.getOrDefault(source, new Ranked(source, Optional.empty(), Optional.empty())))
                .toList());
    }

    private static List<Ranked> sorted(List<Ranked> group) {
        return group.stream()
                .sorted(Comparator.comparing(source -> source.firstByte().orElse(LIMIT)))
                .toList();
    }

    private void ask(List<URI> sources, UnaryOperator<URI> question, Map<URI, Ranked> answers)
            throws InterruptedException {
        if (sources.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(sources.size(), task -> {
            Thread thread = new Thread(task, "probe");
            thread.setDaemon(true);
            return thread;
        });
        try {
            CompletionService<Ranked> answering = new ExecutorCompletionService<>(threads);
            sources.forEach(source -> answering.submit(() -> ask(source, question.apply(source))));
            long end = System.nanoTime() + LIMIT.plus(BEHIND_THE_FIRST).toNanos();
            for (int left = sources.size(); left > 0; left--) {
                Future<Ranked> next = answering.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    return;
                }
                Ranked answer = next.get();
                answers.put(answer.source(), answer);
                if (answer.failure().isEmpty()) {
                    end = Math.min(end, System.nanoTime() + BEHIND_THE_FIRST.toNanos());
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a probe ended unexpectedly", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Ranked ask(URI source, URI question) throws InterruptedException {
        if ("file".equals(source.getScheme())) {
            boolean there = Files.isDirectory(Path.of(source));
            return there
                    ? new Ranked(source, Optional.of(Duration.ZERO), Optional.empty())
                    : new Ranked(source, Optional.empty(), Optional.of(DownloadException.noFolder(source)));
        }
        try {
            Duration firstByte = http.sample(question, 1, LIMIT).firstByte();
            memory.measured(source, firstByte);
            return new Ranked(source, Optional.of(firstByte), Optional.empty());
        } catch (DownloadException e) {
            memory.failed(source, e.code(), e.reason());
            return new Ranked(source, Optional.empty(), Optional.of(e));
        }
    }

    private Optional<DownloadException> failure(URI source) {
        return memory.failure(source)
                .map(failure -> new DownloadException(
                        failure.code(), source + ": " + failure.reason(), source.toString(), failure.reason()));
    }
}
