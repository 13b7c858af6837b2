package io.fastervox.agent;

import io.fastervox.desktop.Balloon;
import io.fastervox.desktop.Notifier;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Keeps balloons from coming in swarms: the same one not again within minutes, and remarks not on the heels of another one.
 * What is left out still stands in menu and windows. Answers come each time: where the text of a dictation went stands nowhere
 * else. Used by one thread.
 */
final class BalloonPolicy implements Notifier {
    private static final long SAME = Duration.ofMinutes(5).toNanos();
    private static final long HEELS = Duration.ofSeconds(4).toNanos();

    private final Notifier notifier;
    private final LongSupplier nanoTime;
    private final Map<Balloon, Long> shown = new HashMap<>();
    private Optional<Long> last = Optional.empty();

    BalloonPolicy(Notifier notifier, LongSupplier nanoTime) {
        this.notifier = notifier;
        this.nanoTime = nanoTime;
    }

    @Override
    public void show(Balloon balloon) {
        long now = nanoTime.getAsLong();
        shown.values().removeIf(at -> now - at >= SAME);
        boolean remark = balloon.kind() == Balloon.Kind.INFO;
        boolean onHeels = remark && last.filter(at -> now - at < HEELS).isPresent();
        if (onHeels || shown.containsKey(balloon)) {
            return;
        }
        shown.put(balloon, now);
        tell(balloon, now);
    }

    /** For what became of what a person has just done. */
    Notifier answers() {
        return balloon -> tell(balloon, nanoTime.getAsLong());
    }

    private void tell(Balloon balloon, long now) {
        last = Optional.of(now);
        notifier.show(balloon);
    }
}
