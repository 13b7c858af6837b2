package io.fastervox.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.hardware.GpuSurvey.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a GPU driver said is remembered")
class RememberedSurveyTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final Gpu GPU = new Gpu(
            Vendor.NVIDIA,
            "GPU-1",
            "RTX 4070",
            Optional.of("0000:01:00.0"),
            OptionalInt.of(0),
            Optional.of("571.96"),
            Optional.of("8.9"),
            OptionalLong.of(12),
            OptionalLong.of(11),
            Set.of(Informant.NVML, Informant.NVCUDA));

    @TempDir
    Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private Path library = Path.of("");

    @BeforeEach
    void makeALibrary() throws Exception {
        library = Files.writeString(folder.resolve("nvml.dll"), "1");
    }

    @Test
    void theSecondSurveyAsksNobodyAndKnowsAllButTheFreeMemory() {
        survey(Duration.ZERO);

        assertEquals(found(GPU.withoutFreeBytes()), survey(Duration.ofHours(11)));
        assertEquals(1, asked.get());
    }

    @ParameterizedTest
    @CsvSource({"ABSENT, 719, 1", "ABSENT, 720, 2", "HUNG, 9, 1", "HUNG, 10, 2", "MISMATCH, -1, 2"})
    void aTroubleIsForgottenSoonerThanAGoodAnswer(Trouble.Kind trouble, long minutes, int surveys) {
        survey(Duration.ZERO, "572.00", false, trouble);
        survey(Duration.ofMinutes(minutes), "572.00", false, trouble);

        assertEquals(surveys, asked.get());
    }

    @Test
    void anotherDriverIsAskedAnew() throws Exception {
        survey(Duration.ZERO);
        Files.writeString(library, "another size");
        survey(Duration.ZERO);
        survey(Duration.ZERO, "999.99", false);

        assertEquals(3, asked.get());
    }

    @Test
    void whoWantsToKnowNowIsNotToldOldThings() {
        survey(Duration.ZERO);

        assertEquals(found(GPU), survey(Duration.ZERO, "572.00", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"version\":1}", "{\"version\":1,\"at\":\"noon\",\"key\":[],\"found\":null}"})
    void aFileWithoutSenseCountsAsNone(String content) throws Exception {
        Files.writeString(folder.resolve("gpu.json"), content);

        assertEquals(found(GPU), survey(Duration.ZERO));
    }

    private Found survey(Duration later) {
        return survey(later, "572.00", false);
    }

    private Found survey(Duration later, String listedDriver, boolean ask, Trouble.Kind... troubles) {
        GpuSurvey survey = (listed, driver) -> {
            asked.incrementAndGet();
            return new Found(
                    List.of(GPU),
                    Optional.of("12.8"),
                    java.util.stream.Stream.of(troubles)
                            .map(kind -> new Trouble(Informant.NVML, kind, ""))
                            .toList());
        };
        DriverFiles driver = new DriverFiles(Optional.of(library.toString()), Optional.empty(), Path.of("none"));
        Clock clock = Clock.fixed(NOON.plus(later), ZoneOffset.UTC);
        return new RememberedSurvey(survey, driver, folder.resolve("gpu.json"), ask, clock)
                .survey(List.of(), Optional.of(listedDriver));
    }

    private static Found found(Gpu gpu) {
        return new Found(List.of(gpu), Optional.of("12.8"), List.of());
    }
}
