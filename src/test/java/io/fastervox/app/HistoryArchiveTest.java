package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.HistoryChoice;
import io.fastervox.config.HistoryChoice.Keeping;
import io.fastervox.history.History;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HistoryArchiveTest {
    @ParameterizedTest
    @EnumSource
    void whereTheHistoryIsOffNoRecordingStaysInWhichNothingWasHeard(Keeping keeping, @TempDir Path folder) {
        HistoryArchive archive = new HistoryArchive(
                new History(folder, Optional.empty(), Clock.systemUTC()),
                () -> HistoryChoice.DEFAULTS.withKeeping(keeping),
                Optional::empty);

        assertEquals(keeping != Keeping.OFF, archive.mayStay());
    }
}
