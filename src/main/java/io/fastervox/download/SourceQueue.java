package io.fastervox.download;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sources of one file in the order in which they are asked, each once. Further ones are looked for before one is asked
 * that is known to be bad. Used by one thread.
 */
final class SourceQueue {
    private final Transfer transfer;
    private final SourceMemory memory;
    private final List<URI> open;
    private final Map<URI, Duration> postponed = new HashMap<>();
    private Optional<Addresses.Further> further;
    private Optional<DownloadException> lookup = Optional.empty();

    SourceQueue(Transfer transfer, SourceMemory memory) {
        this.transfer = transfer;
        this.memory = memory;
        this.open = new ArrayList<>(transfer.addresses().known());
        this.further = transfer.addresses().further();
    }

    /** The next source to ask, and how long to wait before. */
    record Next(URI source, Duration pause) {}

    Optional<Next> next() throws InterruptedException {
        while (further.isPresent() && open.stream().noneMatch(source -> doubt(source) == 0)) {
            lookFurther(further.get());
        }
        Optional<URI> best = open.stream().min(Comparator.comparing(this::doubt));
        best.ifPresent(open::remove);
        return best.map(source -> new Next(source, postponed.getOrDefault(source, Duration.ZERO)));
    }

    /** Asks this source again after the others, if there are others and it was not put off before. */
    boolean postpone(URI source, Duration pause) {
        if (!mayPostpone(source)) {
            return false;
        }
        postponed.put(source, pause);
        open.add(source);
        return true;
    }

    boolean mayPostpone(URI source) {
        return !postponed.containsKey(source) && (further.isPresent() || !open.isEmpty());
    }

    /** Why no further address could be learned. */
    Optional<DownloadException> lookupFailure() {
        return lookup;
    }

    private void lookFurther(Addresses.Further ask) throws InterruptedException {
        try {
            Addresses more = ask.find();
            open.addAll(more.known());
            further = more.further();
        } catch (DownloadException e) {
            lookup = Optional.of(e);
            further = Optional.empty();
        }
    }

    private int doubt(URI source) {
        if (memory.gaveAnotherFile(server(source), transfer.sha256())) {
            return 3;
        }
        if (postponed.containsKey(source)) {
            return 2;
        }
        return memory.failure(server(source)).isPresent() ? 1 : 0;
    }

    /** What is remembered of a file's address is remembered of the whole server. */
    static URI server(URI source) {
        return source.resolve("/");
    }
}
