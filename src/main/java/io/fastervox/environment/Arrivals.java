package io.fastervox.environment;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Which wheels are here already while others are still being fetched. */
final class Arrivals {
    private final Set<String> awaited = new HashSet<>();
    private boolean failed;

    Arrivals(Collection<LockedWheel> missing) {
        missing.forEach(wheel -> awaited.add(wheel.file()));
    }

    synchronized void arrived(String file) {
        awaited.remove(file);
        notifyAll();
    }

    /** Nothing more will come. */
    synchronized void fail() {
        failed = true;
        notifyAll();
    }

    /** @throws CancellationException if the fetch failed; its own exception tells why */
    synchronized void await(Collection<LockedWheel> wheels) throws InterruptedException {
        while (wheels.stream().anyMatch(wheel -> awaited.contains(wheel.file()))) {
            if (failed) {
                throw new CancellationException("the fetch failed");
            }
            wait();
        }
    }
}
