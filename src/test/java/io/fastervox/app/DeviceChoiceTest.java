package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.config.Settings;
import io.fastervox.environment.DeviceDecision;
import io.fastervox.environment.DeviceWish;
import io.fastervox.environment.PlatformId;
import io.fastervox.environment.Profiles;
import io.fastervox.environment.PythonEmbed;
import io.fastervox.hardware.Cpu;
import io.fastervox.hardware.Gpu;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.hardware.Informant;
import io.fastervox.hardware.InstructionSet;
import io.fastervox.hardware.Vendor;
import io.fastervox.models.Demand;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelChoice;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R18: from the hardware to the model")
class DeviceChoiceTest {
    private static final Set<Informant> SEEN_BY = EnumSet.of(Informant.NVML, Informant.NVCUDA);
    private static final long MIBI = 1L << 20;

    private final Profiles profiles;

    DeviceChoiceTest() throws Exception {
        profiles = new PythonEmbed(Path.of(System.getProperty("fastervox.program"), "python-embed")).profiles();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # graphics card | capability | MiB of it | MiB free | cores | MB of RAM | what computes | model
            RTX 4090        | 8.9        | 24576     |          | 16    | 32000     | cuda float16       | large-v3-turbo
            RTX 4070        | 8.9        | 12288     |          | 8     | 16000     | cuda float16       | large-v3-turbo
            RTX 4070        | 8.9        | 12288     | 2048     | 8     | 16000     | cuda int8_float16  | large-v3-turbo
            RTX 4070        | 8.9        | 12288     | 1100     | 8     | 16000     | cuda int8_float16  | base
            RTX 3050        | 8.6        | 4096      |          | 4     | 16000     | cuda float16       | large-v3-turbo
            RTX 3050        | 8.6        | 2048      |          | 4     | 16000     | cuda int8_float16  | large-v3-turbo
            GT 1010         | 6.1        | 1024      |          | 4     | 16000     | cuda int8_float32  | base
            GTX 1650        | 7.5        | 4096      |          | 4     | 16000     | cuda int8_float32  | large-v3-turbo
            GT 1030         | 6.1        | 2048      |          | 4     | 16000     | cuda int8_float32  | large-v3-turbo
            Tesla P100      | 6.0        | 16384     |          | 8     | 64000     | cuda float32       | large-v3-turbo
            RTX 4070        | 8.9        | 512       |          | 8     | 16000     | cpu int8           | small
            GTX 970         | 5.2        | 4096      |          | 2     | 8000      | cpu int8           | base
            GTX 970         | 5.2        | 4096      |          | 8     | 4000      | cpu int8           | base
            """, delimiter = '|')
    void memoryAndCapabilityDecide(
            String name,
            String capability,
            long mebibytes,
            @Nullable Long free,
            int cores,
            long ram,
            String computes,
            String model)
            throws Exception {
        HardwareFacts facts = facts(name, capability, mebibytes, free, cores, ram);

        DeviceDecision decision = DeviceDecision.of(facts, DeviceWish.NONE, profiles, PlatformId.WINDOWS);
        String chosen = new ModelChoice(ModelCatalogue.shipped())
                .choose(DeviceChoice.machine(facts, decision), new Demand(Optional.empty(), false), id -> true)
                .id();

        assertEquals(
                List.of(computes, model),
                List.of(decision.device() + " " + decision.computeTypes().get(0), chosen));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # live profile | capability | wished  | device | profile and device of the decision
            torch-cu121    | 8.9        |         | AUTO   | torch-cu121 cuda
            torch-cu121    | 8.9        | cuda    | AUTO   | cuda cuda
            torch-cu121    | 8.9        | cpu     | AUTO   | cpu cpu
            torch-cu121    | 8.9        |         | CUDA   | torch-cu121 cuda
            torch-cu121    | 8.9        |         | CPU    | cpu cpu
            torch-cu121    | 12.0       |         | AUTO   | cuda cuda
            torch-cu121    | 5.2        |         | AUTO   | cpu cpu
            from-the-past  | 8.9        |         | AUTO   | cuda cuda
            cuda           | 8.9        |         | AUTO   | cuda cuda
            cpu            | 8.9        |         | AUTO   | cuda cuda
                           | 8.9        |         | AUTO   | cuda cuda
            """, delimiter = '|')
    void aProfileThatSomebodyHasSetUpForAGpuIsKeptUntilAnotherIsNamed(
            @Nullable String live, String capability, @Nullable String wished, Settings.Device device, String decided)
            throws Exception {
        HardwareFacts facts = facts("RTX", capability, 12288, null, 8, 16000);
        DeviceWish wish = new DeviceWish(Optional.ofNullable(wished), device, Optional.empty(), 0);

        DeviceDecision decision =
                DeviceChoice.decision(facts, wish, profiles, PlatformId.WINDOWS, Optional.ofNullable(live));

        assertEquals(decided, decision.profile() + " " + decision.device());
    }

    private static HardwareFacts facts(
            String name, String capability, long mebibytes, @Nullable Long free, int cores, long ram) {
        Cpu cpu = new Cpu("v", "Core", cores, 2 * cores, EnumSet.allOf(InstructionSet.class));
        Gpu gpu = new Gpu(
                Vendor.NVIDIA,
                "GPU-0",
                name,
                Optional.empty(),
                OptionalInt.of(0),
                Optional.of("572.61"),
                Optional.of(capability),
                OptionalLong.of(mebibytes * MIBI),
                free == null ? OptionalLong.empty() : OptionalLong.of(free * MIBI),
                SEEN_BY);
        return new HardwareFacts(
                "Windows 11", "amd64", cpu, ram * 1_000_000, List.of(gpu), Optional.of("12.8"), List.of());
    }
}
