package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.environment.DeviceDecision.Reason;
import io.fastervox.hardware.Cpu;
import io.fastervox.hardware.Gpu;
import io.fastervox.hardware.HardwareFacts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceDecisionTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "4, 4", "16, 4"})
    void theCpuDecodesOnPhysicalCoresButNotOnMany(int cores, int threads) throws Exception {
        DeviceDecision decision = decide(cores, true, List.of());

        assertEquals(
                new DeviceDecision(
                        "cpu",
                        "cpu",
                        List.of("int8", "float32"),
                        threads,
                        List.of(new Reason("no_gpu", List.of()), new Reason("threads", List.of(threads, cores)))),
                decision);
    }

    @Test
    void aProcessorWithoutWideInstructionsIsMentioned() throws Exception {
        assertEquals(
                List.of(
                        new Reason("no_gpu", List.of()),
                        new Reason("threads", List.of(2, 2)),
                        new Reason("no_avx2", List.of("Atom"))),
                decide(2, false, List.of()).reasons());
    }

    @Test
    void aGpuThatIsNotUsedIsNamed() throws Exception {
        Gpu gpu = new Gpu(
                "GPU-1", "RTX 4070", Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalLong.empty());

        assertEquals(
                new Reason("gpu_not_used", List.of("RTX 4070")),
                decide(2, true, List.of(gpu)).reasons().get(0));
    }

    private static DeviceDecision decide(int cores, boolean avx2, List<Gpu> gpus) throws Exception {
        Profiles profiles = new PythonEmbed(RealBuild.program().resolve("python-embed")).profiles();
        return DeviceDecision.of(
                new HardwareFacts("Linux", "amd64", new Cpu("v", "Atom", cores, 2 * cores, avx2), 1, gpus), profiles);
    }
}
