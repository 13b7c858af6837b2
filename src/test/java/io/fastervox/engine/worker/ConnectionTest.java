package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("R25: requests to a worker and its events")
class ConnectionTest {
    @Test
    @DisplayName(
            "what a worker says before its end is heard, even if a request finds its stdin closed before that is read")
    void lastWordsAreHeard() throws Exception {
        Connection connection = Connection.open(new Leaving(), WorkerLimits.NORMAL);
        String hello = connection.ask(id -> new Request.Hello(id, Request.PROTOCOL, "test"));
        Event event = connection.next(hello, Duration.ofSeconds(10)).orElseThrow();
        assertEquals(
                "no ctranslate2", assertInstanceOf(Event.Failed.class, event).message());
    }

    @Test
    @Timeout(60)
    @DisplayName("a worker that hangs and reads nothing any more is killed when it is to end")
    void oneThatReadsNothingIsKilled() {
        Deaf deaf = new Deaf();
        Duration moment = Duration.ofMillis(50);
        Connection.open(deaf, new WorkerLimits(moment, moment, Duration.ofMinutes(1), moment, moment))
                .close();

        assertEquals(0, deaf.killed.getCount());
    }

    /** Of a worker without a log, whose end takes no time. */
    private abstract static class Wordless implements Transport {
        @Override
        public void log(String line) {}

        @Override
        public String logTail() {
            return "";
        }

        @Override
        public void close(Duration limit) {}
    }

    /** Its pipe is full: a request is not taken before it is killed. */
    private static final class Deaf extends Wordless {
        private final CountDownLatch killed = new CountDownLatch(1);

        @Override
        public void send(String line) throws IOException {
            untilKilled();
            throw new IOException("Broken pipe");
        }

        @Override
        public Optional<String> receive() {
            untilKilled();
            return Optional.empty();
        }

        private void untilKilled() {
            try {
                killed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String ending() {
            return "killed";
        }

        @Override
        public void kill() {
            killed.countDown();
        }
    }

    /** Takes no request, and its last words are read late: only after its end was asked for, or a moment. */
    private static final class Leaving extends Wordless {
        private static final String LAST_WORDS =
                "{\"event\":\"error\",\"id\":\"1\",\"code\":\"environment_damaged\",\"message\":\"no ctranslate2\"}";

        private final CountDownLatch asked = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private boolean read; // by the one thread that receives

        @Override
        public void send(String line) throws IOException {
            asked.countDown();
            throw new IOException("Broken pipe");
        }

        @Override
        public Optional<String> receive() {
            if (read) {
                return Optional.empty();
            }
            read = true;
            try {
                asked.await();
                ended.await(300, TimeUnit.MILLISECONDS);
                return Optional.of(LAST_WORDS);
            } catch (InterruptedException e) {
                return Optional.empty();
            }
        }

        @Override
        public String ending() {
            ended.countDown();
            return "exit code 1";
        }

        @Override
        public void kill() {}
    }
}
