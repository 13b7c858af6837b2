package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IdleRestTest {
    private final BlockingQueue<Integer> asked = new LinkedBlockingQueue<>();
    private final IdleRest idle = new IdleRest(this::rests, IdleRest.timer());
    private int times;

    private boolean rests() {
        asked.add(++times);
        return times == 2;
    }

    @AfterEach
    void close() {
        idle.close();
    }

    @Test
    void whatIsInUseIsAskedAgainAndWhatRestsIsLeftAlone() throws Exception {
        idle.after(Duration.ofMillis(1));

        assertEquals(1, asked.take());
        assertEquals(2, asked.take());

        assertEquals(0, asked.size());
    }

    @Test
    void neverMeansNever() {
        idle.after(Duration.ofDays(1));
        idle.after(Duration.ZERO);
        idle.used();
        idle.close();
        idle.used();

        assertEquals(0, asked.size());
    }
}
