package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DictatedTest {
    @Test
    void aTextIsOneLineOfAMenuAndALineBreakIsASign() {
        assertEquals(
                List.of("one two", "↵", "↵", "x".repeat(47) + "…"),
                Stream.of(" one\n\ntwo", "\n", "\n\n", "x".repeat(50))
                        .map(text -> new Dictated(text).shortly())
                        .toList());
    }
}
