package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.audio.AudioException;
import io.fastervox.audio.CaptureLine;
import io.fastervox.audio.Microphones;
import io.fastervox.support.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MicrophoneCheckTest {
    private static final byte[] LOUD = {0, 0x7F, 0, 0x7F};

    private final BlockingQueue<Double> levels = new LinkedBlockingQueue<>();
    private final Queue<Duration> slept = new ConcurrentLinkedQueue<>();

    private List<Double> next(int count) throws InterruptedException {
        List<Double> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(Optional.ofNullable(levels.poll(10, TimeUnit.SECONDS)).orElse(-1.0));
        }
        return next;
    }

    @Test
    void aMicrophoneThatIsPluggedInLaterIsHeard() throws Exception {
        Jack jack = new Jack(2);
        try (MicrophoneCheck check = new MicrophoneCheck(jack, levels::add, slept::add)) {
            check.begin(Optional.empty());

            assertEquals(List.of(0.0, 0.0, 1.0, 0.0), next(4));
            assertEquals(
                    List.of(Duration.ofSeconds(2), Duration.ofSeconds(2)),
                    slept.stream().limit(2).toList());
        }
    }

    @Test
    void whoLooksNoMoreEndsTheTries() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        MicrophoneCheck check = new MicrophoneCheck(new Jack(Integer.MAX_VALUE), levels::add, pause -> {
            try {
                new CountDownLatch(1).await();
            } finally {
                interrupted.countDown();
            }
        });
        check.begin(Optional.empty());
        List<Double> failed = next(1);
        check.close();

        assertEquals(true, interrupted.await(10, TimeUnit.SECONDS));
        assertEquals(List.of(0.0, 0.0), List.of(failed.get(0), next(1).get(0)));
    }

    /** Nothing is in it at first; then a microphone that hears a loud moment. */
    private static final class Jack implements Microphones {
        private int empty;

        Jack(int empty) {
            this.empty = empty;
        }

        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public CaptureLine open(Optional<String> wanted) throws AudioException {
            if (empty-- > 0) {
                throw new AudioException(ErrorCode.MICROPHONE_MISSING, "no microphone");
            }
            return new Moment();
        }
    }

    private static final class Moment implements CaptureLine {
        private boolean heard;

        @Override
        public String device() {
            return "Headset";
        }

        @Override
        public int read(byte[] into, int offset) {
            if (heard) {
                return END;
            }
            heard = true;
            System.arraycopy(LOUD, 0, into, offset, LOUD.length);
            return LOUD.length;
        }

        @Override
        public void close() {}
    }
}
