package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TerminalsTest {
    @Test
    void theScriptNamesTheOutputsThatAreTerminals() {
        assertEquals(
                List.of(
                        new Terminals(false, false),
                        new Terminals(true, false),
                        new Terminals(false, true),
                        new Terminals(true, true)),
                Stream.of("", "out,", "err", "out,err").map(Terminals::named).toList());
    }

    @Test
    void coloursAreForATerminalWhoseUserWantsThem() {
        Terminals both = new Terminals(true, true);
        Terminals pipe = new Terminals(false, true);

        assertEquals(
                List.of(true, true, false, false),
                List.of(both.colours(null), both.colours(""), both.colours("1"), pipe.colours(null)));
    }
}
