package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HotkeyIdsTest {
    private final HotkeyIds ids = new HotkeyIds();

    private int briefly() {
        int id = ids.take();
        ids.giveBack(id);
        return id;
    }

    @Test
    void theyNeverRunOut() {
        int kept = ids.take();

        int[] taken = IntStream.range(0, 100_000).map(i -> briefly()).toArray();

        assertEquals(
                List.of(1, 2, HotkeyIds.HIGHEST - 1, false),
                List.of(
                        kept,
                        IntStream.of(taken).min().orElseThrow(),
                        IntStream.of(taken).max().orElseThrow(),
                        IntStream.of(taken).anyMatch(id -> id == kept)));
    }

    @Test
    void oneThatWasGivenBackIsNotTheNext() {
        assertEquals(List.of(1, 2), List.of(briefly(), briefly()));
    }
}
