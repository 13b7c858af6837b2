package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.audio.Recording;
import io.fastervox.audio.RecoveredRecordings;
import io.fastervox.config.HistoryChoice;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R5: no recording is lost")
class AgentRecordingsTest {
    private static final String NAME = "20261125-140300-000";
    private static final Instant NOW = Instant.parse("2026-11-27T14:03:00Z");

    private final Path folder;
    private final Path left;

    AgentRecordingsTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        left = Files.createDirectories(folder.resolve(NAME + "-77")).resolve(NAME + ".wav");
        AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
        AudioInputStream second = new AudioInputStream(new ByteArrayInputStream(new byte[32_000]), format, 16_000);
        AudioSystem.write(second, AudioFileFormat.Type.WAVE, left.toFile());
        Files.createFile(left.resolveSibling(".lock"));
    }

    @Test
    void whatAnEarlierRunHasLeftBelongsToOneAgentUntilItEnds() {
        List<Recording> expected =
                List.of(new Recording(left, Instant.parse("2026-11-25T14:03:00Z"), Duration.ofSeconds(1)));
        AgentRecordings recordings = new AgentRecordings(folder, Clock.fixed(NOW, ZoneOffset.UTC));

        List<Recording> found = recordings.recover(HistoryChoice.DEFAULTS);
        List<Recording> meanwhile = foundByAnother();
        recordings.close();

        assertEquals(List.of(expected, List.of(), expected), List.of(found, meanwhile, foundByAnother()));
    }

    @Test
    void afterItsEndNothingIsTaken() {
        AgentRecordings recordings = new AgentRecordings(folder, Clock.fixed(NOW, ZoneOffset.UTC));
        recordings.close();

        assertEquals(
                List.of(List.of(), 1),
                List.of(
                        recordings.recover(HistoryChoice.DEFAULTS),
                        foundByAnother().size()));
    }

    @ParameterizedTest
    @CsvSource({"OFF, 7, 0", "OFF, 0, 0", "PLAIN, 1, 0", "PLAIN, 3, 1", "PROTECTED, 0, 1"})
    void whatIsOfferedAgainIsNotOlderThanTheSettingsAllow(HistoryChoice.Keeping keeping, int days, int found) {
        HistoryChoice choice = new HistoryChoice(keeping, days, 100);
        List<Integer> offered = new ArrayList<>();

        for (int run = 0; run < 2; run++) {
            AgentRecordings recordings = new AgentRecordings(folder, Clock.fixed(NOW, ZoneOffset.UTC));
            offered.add(recordings.recover(choice).size());
            recordings.close();
        }

        assertEquals(List.of(1, found), offered);
        assertEquals(found == 1, Files.exists(left));
    }

    /** Passes when a test says so. */
    private static final class PlayedClock extends Clock {
        private Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void whileItRunsTheLimitHoldsOnceEverythingHasBeenOfferedForADay() {
        PlayedClock clock = new PlayedClock();
        AgentRecordings recordings = new AgentRecordings(folder, clock);
        HistoryChoice week = new HistoryChoice(HistoryChoice.Keeping.PLAIN, 7, 100);
        HistoryChoice off = new HistoryChoice(HistoryChoice.Keeping.OFF, 7, 100);
        List<Instant> oldest = new ArrayList<>();

        for (Duration later : List.of(Duration.ofHours(23), Duration.ofHours(24), Duration.ofDays(30))) {
            clock.now = NOW.plus(later);
            oldest.add(recordings.oldest(week));
            oldest.add(recordings.oldest(off));
        }
        recordings.close();

        assertEquals(
                List.of(
                        Instant.MIN,
                        Instant.MIN,
                        NOW.minus(Duration.ofDays(6)),
                        NOW,
                        NOW.plus(Duration.ofDays(23)),
                        NOW.plus(Duration.ofDays(29))),
                oldest);
    }

    private List<Recording> foundByAnother() {
        try (RecoveredRecordings found = RecoveredRecordings.in(folder, Instant.MIN)) {
            return found.list();
        }
    }
}
