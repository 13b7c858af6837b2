package io.fastervox.support;

import java.time.Duration;

/** Waiting as a dependency, so that no test has to wait. */
@FunctionalInterface
public interface Sleeper {
    Sleeper REAL = duration -> Thread.sleep(duration.toMillis());

    void sleep(Duration duration) throws InterruptedException;
}
