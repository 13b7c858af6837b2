package io.fastervox.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.hardware.GpuSurvey.Found;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What asking a driver comes to, with the fake libraries of this system. */
abstract class DriverContract {
    private static final Gpu RTX_4070 = new Gpu(
            Vendor.NVIDIA,
            "GPU-00000000-0000-0000-0000-000000000001",
            "NVIDIA GeForce RTX 4070",
            Optional.of("0000:01:00.0"),
            OptionalInt.of(0),
            Optional.of("571.96"),
            Optional.of("8.9"),
            OptionalLong.of(12_878_610_432L),
            OptionalLong.of(11_500_000_000L),
            Set.of(Informant.NVML, Informant.NVCUDA));
    private static final Gpu GTX_1080_TI = new Gpu(
            Vendor.NVIDIA,
            "GPU-00000000-0000-0000-0000-000000000002",
            "NVIDIA GeForce GTX 1080 Ti",
            Optional.of("0000:41:00.0"),
            OptionalInt.of(1),
            Optional.of("571.96"),
            Optional.of("6.1"),
            OptionalLong.of(11_811_160_064L),
            OptionalLong.of(11_000_000_000L),
            Set.of(Informant.NVML, Informant.NVCUDA));

    /** Enough for a child on a busy machine; the scenarios that hang have less. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void bothLibrariesTellEverythingAboutAGpu() {
        assertEquals(
                new Found(List.of(RTX_4070), Optional.of("12.8"), List.of()),
                survey(FakeDriver.whole(), Map.of(), LIMIT));
    }

    @Test
    void twoGpusAreBothTold() {
        assertEquals(
                new Found(List.of(RTX_4070, GTX_1080_TI), Optional.of("12.8"), List.of()),
                survey(FakeDriver.whole(), Map.of("FAKE_NVML", "two", "FAKE_NVCUDA", "two"), LIMIT));
    }

    @Test
    void aGpuThatCudaDoesNotOfferHasNoIndexOfCuda() {
        Found found = survey(FakeDriver.whole(), Map.of("FAKE_NVML", "two"), LIMIT);

        assertEquals(
                List.of(RTX_4070, GTX_1080_TI.withIndex(OptionalInt.empty(), Set.of(Informant.NVML))), found.gpus());
    }

    @Test
    void withoutTheManagementLibraryCudaTellsAllButTheDriverAndTheFreeMemory() {
        DriverFiles files = new DriverFiles(
                Optional.empty(),
                FakeDriver.whole().nvcuda(),
                FakeDriver.whole().nvidiaSmi());

        Gpu known = RTX_4070.withDriver(Optional.empty())
                .withoutFreeBytes()
                .withIndex(OptionalInt.of(0), Set.of(Informant.NVCUDA));
        assertEquals(
                new Found(
                        List.of(known),
                        Optional.of("12.8"),
                        List.of(new Trouble(Informant.NVML, Trouble.Kind.ABSENT, ""))),
                survey(files, Map.of(), LIMIT));
    }

    @Test
    void theToolIsAskedWhenBothLibrariesAreMissing() {
        DriverFiles files = new DriverFiles(
                Optional.empty(), Optional.empty(), FakeDriver.whole().nvidiaSmi());

        Found found = survey(files, Map.of("FAKE_GPU_CC", "8.6", "FAKE_GPU_DRIVER", "535.183.01"), LIMIT);

        Gpu gpu = found.gpus().get(0);
        assertEquals(
                List.of("8.6", "535.183.01", 12_282L << 20, Set.of(Informant.NVIDIA_SMI)),
                List.of(
                        gpu.computeCapability().orElse(""),
                        gpu.driver().orElse(""),
                        gpu.memoryBytes().orElse(0),
                        gpu.seenBy()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # NVML,          NVCUDA,        nvidia-smi,         GPUs, troubles
            mismatch,        mismatch,      fails,              0, NVML MISMATCH; NVCUDA MISMATCH; NVIDIA_SMI NO_DRIVER
            no-driver,       no-device,     fails,              0, NVML NO_DRIVER; NVCUDA NO_DEVICE; NVIDIA_SMI NO_DRIVER
            no-permission,   unknown,       fails,              0, NVML NO_PERMISSION; NVCUDA MISMATCH; NVIDIA_SMI NO_DRIVER
            none,            no-device,     garbage,            0, NVCUDA NO_DEVICE; NVIDIA_SMI UNREADABLE; NVIDIA_SMI UNREADABLE
            segv,            ok,            ok,                 1, NVML CRASHED
            ok,              segv,          ok,                 1, NVCUDA CRASHED
            abort,           abort,         ok,                 1, NVML CRASHED; NVCUDA CRASHED
            abort,           abort,         unknown-capability, 1, NVML CRASHED; NVCUDA CRASHED
            lost,            two,           ok,                 2, NVML LOST
            not-supported,   ok,            ok,                 1, NVML FAILED; NVML FAILED
            garbage,         garbage,       garbage,            1, NVML UNREADABLE; NVIDIA_SMI UNREADABLE; NVIDIA_SMI UNREADABLE
            garbage-count,   garbage-count, fails,              0, NVML UNREADABLE; NVCUDA UNREADABLE; NVIDIA_SMI NO_DRIVER
            """)
    void everyFailureIsAFact(String nvml, String nvcuda, String smi, int gpus, String troubles) {
        Found found =
                survey(FakeDriver.whole(), Map.of("FAKE_NVML", nvml, "FAKE_NVCUDA", nvcuda, "FAKE_SMI", smi), LIMIT);

        assertEquals(
                gpus + " " + troubles,
                found.gpus().size() + " "
                        + found.troubles().stream()
                                .map(trouble -> trouble.informant() + " " + trouble.kind())
                                .collect(Collectors.joining("; ")));
    }

    @Test
    void aDriverThatHangsIsEndedInTimeAndTheToolThatUsesItIsLeftAlone() {
        Duration limit = Duration.ofSeconds(3);
        long start = System.nanoTime();

        Found found = survey(
                FakeDriver.whole(), Map.of("FAKE_NVML", "hang", "FAKE_NVCUDA", "hang", "FAKE_SMI", "hang"), limit);

        assertEquals(
                List.of(
                        new Trouble(Informant.NVML, Trouble.Kind.HUNG, "3 s"),
                        new Trouble(Informant.NVCUDA, Trouble.Kind.HUNG, "3 s")),
                found.troubles());
        assertTrue(System.nanoTime() - start < limit.multipliedBy(5).toNanos());
    }

    @Test
    void aToolThatHangsIsEndedInTime() {
        DriverFiles files = new DriverFiles(
                Optional.empty(), Optional.empty(), FakeDriver.whole().nvidiaSmi());

        assertEquals(
                new Found(
                        List.of(),
                        Optional.empty(),
                        List.of(
                                new Trouble(Informant.NVML, Trouble.Kind.ABSENT, ""),
                                new Trouble(Informant.NVCUDA, Trouble.Kind.ABSENT, ""),
                                new Trouble(Informant.NVIDIA_SMI, Trouble.Kind.HUNG, "1 s"))),
                survey(files, Map.of("FAKE_SMI", "hang"), Duration.ofSeconds(1)));
    }

    @Test
    void whenOnlyCudaHangsTheManagementLibraryHasToldOfTheGpu() {
        Duration limit = Duration.ofSeconds(10); // the other child has to come to its end on a busy machine

        assertEquals(
                new Found(
                        List.of(RTX_4070.withIndex(OptionalInt.of(0), Set.of(Informant.NVML))),
                        Optional.of("12.8"),
                        List.of(new Trouble(Informant.NVCUDA, Trouble.Kind.HUNG, "10 s"))),
                survey(FakeDriver.whole(), Map.of("FAKE_NVCUDA", "hang"), limit));
    }

    @Test
    void garbageOfALibraryBecomesReadableOrNothing() {
        Found found = survey(
                FakeDriver.whole(),
                Map.of("FAKE_NVML", "garbage", "FAKE_NVCUDA", "no-device", "FAKE_SMI", "fails"),
                LIMIT);

        Gpu gpu = found.gpus().get(0);
        assertEquals(
                List.of(Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty(), true),
                List.of(
                        gpu.pci(),
                        gpu.driver(),
                        gpu.computeCapability(),
                        gpu.memoryBytes(),
                        gpu.name().matches("\\P{Cntrl}{1,96}")));
    }

    @Test
    void aFileThatIsNoLibraryIsSaidToBeNotLoadable(@org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
        Path broken = java.nio.file.Files.writeString(folder.resolve(FakeDriver.WINDOWS ? "nvml.dll" : "x.so"), "no");
        DriverFiles files = new DriverFiles(
                Optional.of(broken.toString()),
                FakeDriver.whole().nvcuda(),
                FakeDriver.whole().nvidiaSmi());

        Found found = survey(files, Map.of(), LIMIT);

        assertEquals(
                List.of(Trouble.Kind.NOT_LOADABLE),
                found.troubles().stream().map(Trouble::kind).toList());
    }

    private static Found survey(DriverFiles files, Map<String, String> scenarios, Duration limit) {
        return new DriverSurvey(files, FakeDriver.probe(scenarios, limit)).survey(List.of(), Optional.empty());
    }
}
