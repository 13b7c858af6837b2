package io.fastervox.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What a timed run has found")
class TuningTest {
    private static final Tuning TUNING = new Tuning(
            Tuning.VERSION,
            "AMD EPYC",
            4,
            "cpu",
            6.4,
            "base",
            List.of(new Tuning.OfThreads(1, 2.5), new Tuning.OfThreads(2, 1.4)),
            List.of(new Tuning.OfModel("small", 4.2), new Tuning.OfModel("base", 1.4)),
            2,
            Optional.of("base"));

    @TempDir
    private Path folder;

    @Test
    void powersOfTwoAndOneThreadPerCoreAreTried() {
        assertEquals(
                List.of(List.of(1), List.of(1, 2), List.of(1, 2, 4, 6, 8), List.of(1, 2, 4, 8, 16)),
                List.of(
                        Tuning.candidates(1, 1),
                        Tuning.candidates(2, 2),
                        Tuning.candidates(6, 12),
                        Tuning.candidates(8, 16)));
    }

    @Test
    void fewerThreadsThatAreAsFastAreTaken() {
        List<Tuning.OfThreads> trials = List.of(
                new Tuning.OfThreads(1, 2.0),
                new Tuning.OfThreads(2, 1.04),
                new Tuning.OfThreads(4, 1.0),
                new Tuning.OfThreads(8, 1.3));

        assertEquals(2, Tuning.fewest(trials));
    }

    @Test
    void theBestModelThatIsQuickEnoughIsTaken() {
        assertEquals(
                List.of(Optional.of("base"), Optional.empty()),
                List.of(
                        Tuning.best(List.of(
                                new Tuning.OfModel("small", 2.1),
                                new Tuning.OfModel("base", 1.9),
                                new Tuning.OfModel("tiny", 0.5))),
                        Tuning.best(List.of(new Tuning.OfModel("small", 2.1)))));
    }

    @Test
    void itHoldsForTheProcessorOnWhichItWasMeasured() {
        assertEquals(
                List.of(true, false, false),
                List.of(TUNING.isOf("AMD EPYC", 4), TUNING.isOf("AMD EPYC", 8), TUNING.isOf("Intel", 4)));
    }

    @Test
    void itIsKeptWithItsFiguresUntilItIsForgotten() throws Exception {
        TuningFile file = new TuningFile(folder.resolve("data"));

        Optional<Tuning> before = file.read();
        file.write(TUNING);
        Optional<Tuning> kept = file.read();
        file.forget();

        assertEquals(
                List.of(Optional.empty(), Optional.of(TUNING), Optional.empty()), List.of(before, kept, file.read()));
    }

    @Test
    void aFileThatCannotBeReadCountsAsNone() throws IOException {
        Files.writeString(folder.resolve("tuning.json"), "{\"version\": 1");

        assertEquals(Optional.empty(), new TuningFile(folder).read());
    }

    @Test
    @Reaches(ErrorCode.DATA_FOLDER_NOT_WRITABLE)
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Path blocked = Files.writeString(folder.resolve("data"), "a file");

        ConfigException failure = assertThrows(ConfigException.class, () -> new TuningFile(blocked).write(TUNING));

        assertEquals(
                List.of(ErrorCode.DATA_FOLDER_NOT_WRITABLE, blocked.toString()),
                List.of(failure.code(), failure.arguments().get(0)));
    }
}
