package io.fastervox.ipc;

import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.support.OsLock;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One owner among all starts of the program. The lock decides, and nothing else: the system gives it up when its holder dies.
 * Whoever does not get it hands over what it was started for.
 *
 * @param lock a file of the data folder
 * @param endpoint where the owner listens
 */
public record Instance(Path lock, LocalEndpoint endpoint) {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    /**
     * Becomes the owner, or asks the owner.
     *
     * @param arguments what this start is for
     * @param patience how long an owner may take to answer
     */
    public Start start(List<String> arguments, Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<OsLock> own = OsLock.tryAcquire(lock);
            if (own.isPresent()) {
                return new Start.Owner(own.get());
            }
            if (!Frame.fits(arguments)) {
                return new Start.TooLong();
            }
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                return new Start.Hung();
            }
            Optional<LocalEndpoint.Channel> channel = reach(left);
            if (channel.isPresent()) {
                try (LocalEndpoint.Channel owner = channel.get()) {
                    Frame.write(owner, arguments, left);
                    return new Start.Answered(Frame.read(owner, Duration.ofNanos(deadline - System.nanoTime())));
                } catch (IOException e) {
                    // Perhaps the owner has just ended; or it hangs, which the deadline tells. An owner that had read
                    // the
                    // request and died before its answer gets it again from whoever comes next: asking is at least
                    // once.
                }
            }
            Sleeper.REAL.sleep(BETWEEN_TRIES);
        }
    }

    /** Empty while the owner does not listen yet, or any more. */
    private Optional<LocalEndpoint.Channel> reach(Duration patience) {
        try {
            return Optional.of(endpoint.connect(patience));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a start comes to. */
    public sealed interface Start {
        /** This process is the owner as long as it holds the lock; it is to open an {@link OwnerDesk}. */
        record Owner(OsLock lock) implements Start {}

        /** The owner has answered. */
        record Answered(List<String> answer) implements Start {
            public Answered {
                answer = List.copyOf(answer);
            }
        }

        /** There is an owner, and it takes no request of that length. */
        record TooLong() implements Start {}

        /** There is an owner, and it does not answer. */
        record Hung() implements Start {}
    }
}
