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

    /**
     * Returns when one of them is here.
     *
     * @throws CancellationException as {@link #await}
     */
    synchronized void awaitFirst(Collection<LockedWheel> wheels) throws InterruptedException {
        while (!wheels.isEmpty() && wheels.stream().allMatch(wheel -> awaited.contains(wheel.file()))) {
            requireMore();
            wait();
        }
    }

    /** @throws CancellationException if the fetch failed; its own exception tells why */
    synchronized void await(Collection<LockedWheel> wheels) throws InterruptedException {
        while (wheels.stream().anyMatch(wheel -> awaited.contains(wheel.file()))) {
            requireMore();
            wait();
        }
    }

    private void requireMore() {
        if (failed) {
            throw new CancellationException("the fetch failed");
        }
    }
}
