package io.fastervox.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R25: what a kill costs")
class KilledRunTest {
    private static final KilledRun.Undisturbed UNDISTURBED = new KilledRun.Undisturbed(24, 20);

    private static List<String> journal(String... entries) {
        return Stream.of(entries).map(entry -> "{\"entry\":\"" + entry + "\"}").toList();
    }

    @Test
    void whatIsDecodedTwiceIsCountedThoughNoSegmentOfItWasWrittenDown() {
        List<String> atACheckpoint = journal("added", "begun", "committed", "reached");

        assertEquals(
                List.of(0.0, 6.0, -1.0),
                List.of(
                        new KilledRun(atACheckpoint, 4 + 8, 12).decodedAgain(UNDISTURBED),
                        new KilledRun(atACheckpoint, 4 + 14, 12).decodedAgain(UNDISTURBED),
                        new KilledRun(atACheckpoint, 3 + 8, 12).decodedAgain(UNDISTURBED))); // a quicker start
    }

    @Test
    void segmentsBehindTheLastCheckpointAreCounted() {
        assertEquals(
                List.of(0L, 2L),
                Stream.of(
                                journal("added", "begun", "committed", "committed", "reached"),
                                journal("added", "begun", "committed", "reached", "committed", "committed"))
                        .map(lines -> new KilledRun(lines, 12, 12).behind())
                        .toList());
    }

    @Test
    void aRunThatHasWrittenNoSegmentDownIsNotInTheMiddle() {
        assertEquals(
                List.of(false, true),
                List.of(
                        KilledRun.isBegun(journal("added", "begun")),
                        KilledRun.isBegun(journal("begun", "committed"))));
    }
}
