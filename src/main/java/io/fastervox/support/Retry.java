package io.fastervox.support;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * Calls something that may fail again, with a growing pause between attempts.
 *
 * @param attempts calls in all, at least 1
 * @param firstDelay pause before the second attempt; each further pause doubles
 * @param maxDelay the longest pause
 */
public record Retry(int attempts, Duration firstDelay, Duration maxDelay, Sleeper sleeper) {
    public Retry {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts " + attempts);
        }
    }

    /** The same without any pause, for calls that fail only for a moment. */
    public static Retry times(int attempts) {
        return new Retry(attempts, Duration.ZERO, Duration.ZERO, Sleeper.REAL);
    }

    /**
     * Calls until it succeeds, fails with something that is not worth another attempt, or the attempts are used up; then
     * the last failure is thrown.
     */
    public <T, E extends Exception> T call(Class<E> failure, Predicate<? super E> worthAnother, Attempt<T, E> attempt)
            throws E, InterruptedException {
        Duration delay = firstDelay;
        for (int number = 1; ; number++) {
            try {
                return attempt.run(number);
            } catch (Exception e) {
                if (!failure.isInstance(e)) {
                    throw e;
                }
                if (number == attempts || !worthAnother.test(failure.cast(e))) {
                    throw e;
                }
            }
            sleeper.sleep(delay);
            Duration doubled = delay.multipliedBy(2);
            delay = doubled.compareTo(maxDelay) < 0 ? doubled : maxDelay;
        }
    }

    /** One attempt; {@code number} counts from 1. */
    @FunctionalInterface
    public interface Attempt<T, E extends Exception> {
        T run(int number) throws E, InterruptedException;
    }
}
