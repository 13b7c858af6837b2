package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.environment.EnvironmentException;
import io.fastervox.models.ModelException;
import io.fastervox.support.ErrorCode;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AlongsideTest {
    private static final EnvironmentException NO_ENVIRONMENT =
            new EnvironmentException(ErrorCode.BASE_PYTHON_MISSING, "no base", "base");
    private static final ModelException NO_MODEL =
            new ModelException(ErrorCode.MODEL_NO_SOURCE, "no source", "base", "why");

    private final AtomicReference<Thread> other = new AtomicReference<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean stopped;

    private String waitUntilStopped() throws InterruptedException {
        other.set(Thread.currentThread());
        begun.countDown();
        try {
            never.await();
            return "never";
        } catch (InterruptedException e) {
            stopped = true;
            throw e;
        }
    }

    private <T> T failing(Exception failure) throws ModelException {
        other.set(Thread.currentThread());
        begun.countDown();
        if (failure instanceof ModelException coded) {
            throw coded;
        }
        throw (RuntimeException) failure;
    }

    @Test
    void bothRunAtTheSameTimeAndGiveTheirResults() throws Exception {
        CountDownLatch met = new CountDownLatch(2);

        Alongside.Both<String, Integer> both = Alongside.run(
                () -> {
                    met.countDown();
                    met.await(); // would wait forever if they came one after the other
                    return "environment";
                },
                "model",
                () -> {
                    other.set(Thread.currentThread());
                    met.countDown();
                    met.await();
                    return 7;
                });

        assertEquals(new Alongside.Both<>("environment", 7), both);
        assertFalse(other.get().isAlive());
    }

    @Test
    void theFailureOfTheOwnWorkStopsTheOther() {
        EnvironmentException failure = assertThrows(
                EnvironmentException.class,
                () -> Alongside.run(
                        () -> {
                            begun.await();
                            throw NO_ENVIRONMENT;
                        },
                        "model",
                        this::waitUntilStopped));

        assertSame(NO_ENVIRONMENT, failure);
        assertTrue(stopped);
        assertFalse(other.get().isAlive());
    }

    @Test
    void theFailureOfTheOtherLetsTheOwnWorkFinish() {
        AtomicReference<String> finished = new AtomicReference<>();

        ModelException failure = assertThrows(
                ModelException.class,
                () -> Alongside.run(
                        () -> {
                            begun.await();
                            other.get().join();
                            finished.set("environment");
                            return "";
                        },
                        "model",
                        () -> failing(NO_MODEL)));

        assertSame(NO_MODEL, failure);
        assertEquals("environment", finished.get());
    }

    @Test
    void ofTwoFailuresBothAreKnown() {
        EnvironmentException own = new EnvironmentException(ErrorCode.DISK_FULL, "full", "disk");

        EnvironmentException failure = assertThrows(
                EnvironmentException.class,
                () -> Alongside.run(
                        () -> {
                            begun.await();
                            other.get().join();
                            throw own;
                        },
                        "model",
                        () -> failing(NO_MODEL)));

        assertSame(own, failure);
        assertArrayEquals(new Throwable[] {NO_MODEL}, failure.getSuppressed());
    }

    @Test
    void anUnexpectedFailureOfTheOtherIsNotLost() {
        IllegalStateException bug = new IllegalStateException("a bug");

        assertSame(
                bug,
                assertThrows(IllegalStateException.class, () -> Alongside.run(() -> "", "model", () -> failing(bug))));
    }

    @Test
    void anInterruptOfTheCallerStopsBoth() throws Exception {
        FutureTask<Boolean> caller = new FutureTask<>(() -> {
            assertThrows(
                    InterruptedException.class,
                    () -> Alongside.run(
                            () -> {
                                never.await();
                                return "";
                            },
                            "model",
                            this::waitUntilStopped));
            return true;
        });
        Thread thread = new Thread(caller, "caller");
        thread.start();
        begun.await();

        thread.interrupt();

        assertTrue(caller.get());
        assertTrue(stopped);
        assertFalse(other.get().isAlive());
    }
}
