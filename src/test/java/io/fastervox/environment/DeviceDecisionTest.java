package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.config.Settings;
import io.fastervox.hardware.Cpu;
import io.fastervox.hardware.Gpu;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.hardware.Informant;
import io.fastervox.hardware.InstructionSet;
import io.fastervox.hardware.Trouble;
import io.fastervox.hardware.Vendor;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R18: GPU and driver decide, and the CPU is what is left")
class DeviceDecisionTest {
    private static final Cpu CPU = new Cpu("v", "Atom", 4, 8, EnumSet.allOf(InstructionSet.class));
    private static final double GIBI = 1L << 30;

    private final Profiles profiles;

    DeviceDecisionTest() throws Exception {
        profiles = new PythonEmbed(RealBuild.program().resolve("python-embed")).profiles();
    }

    /**
     * The gate table of the fact sheet and the cases beyond it. A GPU is {@code name;cc;driver;GB;seen by;GB free}, the
     * last one where it is known; several are parted by {@code |}; a wish is {@code profile=…}, {@code device=…}, {@code compute=…}; reasons of the CPU's threads are left out.
     */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "gate.csv", delimiter = ',', nullValues = "-", numLinesToSkip = 1)
    void theGate(
            String what,
            String platform,
            @Nullable String gpus,
            @Nullable String cuda,
            @Nullable String troubles,
            @Nullable String wish,
            String decision,
            String reasons)
            throws Exception {
        HardwareFacts facts = new HardwareFacts(
                platform.equals("windows") ? "Windows 11" : "Linux",
                platform.equals("arm") ? "aarch64" : "amd64",
                CPU,
                16_000_000_000L,
                gpus(gpus),
                Optional.ofNullable(cuda),
                words(troubles, ";")
                        .map(word -> new Trouble(
                                Informant.valueOf(word.split(" ")[0]), Trouble.Kind.valueOf(word.split(" ")[1]), ""))
                        .toList());

        DeviceDecision decided = DeviceDecision.of(
                facts, wish(wish), profiles, platform.equals("windows") ? PlatformId.WINDOWS : PlatformId.LINUX);

        assertEquals(
                decision + " because " + reasons,
                decided.profile() + " " + decided.device()
                        + decided.gpu().map(gpu -> ":" + gpu.index().orElse(-1)).orElse("")
                        + " " + String.join(" ", decided.computeTypes())
                        + " because "
                        + decided.reasons().stream()
                                .map(Reason::key)
                                .filter(key -> !key.equals("threads"))
                                .collect(Collectors.joining(" ")));
        assertEquals(List.of(), unsaid(decided));
    }

    /** The reasons' texts, in each language, in which a placeholder is left; a reason without a text is an error. */
    private static List<String> unsaid(DeviceDecision decided) {
        return Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
                .map(Messages::in)
                .flatMap(messages -> decided.reasons().stream()
                        .map(reason -> messages.text(
                                "decision." + reason.key(), reason.arguments().toArray())))
                .filter(text -> text.matches(".*\\{\\d.*"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "4, 4", "16, 4"})
    void theCpuDecodesOnPhysicalCoresButNotOnMany(int cores, int threads) throws Exception {
        Cpu cpu = new Cpu("v", "Atom", cores, 2 * cores, Set.of(InstructionSet.AVX2));

        assertEquals(
                new DeviceDecision(
                        "cpu",
                        "cpu",
                        Optional.empty(),
                        List.of("int8", "float32"),
                        threads,
                        List.of(new Reason("no_gpu", List.of()), new Reason("threads", List.of(threads, cores)))),
                decide(cpu, DeviceWish.NONE));
    }

    @Test
    void aProcessorWithoutWideInstructionsIsMentioned() throws Exception {
        assertEquals(
                List.of(
                        new Reason("no_gpu", List.of()),
                        new Reason("threads", List.of(2, 2)),
                        new Reason("no_avx2", List.of("Atom"))),
                decide(new Cpu("v", "Atom", 2, 2, Set.of()), DeviceWish.NONE).reasons());
    }

    @Test
    void theNumberOfThreadsIsThePersonsIfTheySaidOne() throws Exception {
        DeviceWish seven = new DeviceWish(Optional.empty(), Settings.Device.AUTO, Optional.empty(), 7);

        assertEquals(7, decide(CPU, seven).threads());
    }

    @Test
    void anOldDriverIsNamedWithTheOneThatIsNeeded() throws Exception {
        HardwareFacts facts = facts(CPU, gpus("RTX 3060;8.6;471.41;12;NVML NVCUDA"));

        assertEquals(
                new Reason("driver_too_old", List.of("RTX 3060", "471.41", "528.33")),
                DeviceDecision.of(facts, DeviceWish.NONE, profiles, PlatformId.WINDOWS)
                        .reasons()
                        .get(0));
    }

    @Test
    void aProfileThatIsOnlyForWishesIsNeverChosenByItself() throws Exception {
        Profile lean = profiles.get("cuda");
        Profile torch = new Profile(
                "other",
                lean.title(),
                lean.device(),
                lean.platforms(),
                lean.rules(),
                lean.computeTypes(),
                lean.components(),
                lean.fallback(),
                Optional.empty());
        Profiles more = new Profiles(
                List.of(),
                Stream.concat(Stream.of(torch), profiles.profiles().stream()).toList());
        HardwareFacts facts = facts(CPU, gpus("RTX 3060;8.6;572.00;12;NVML NVCUDA"));

        assertEquals(
                List.of("cuda", "other"),
                List.of(
                        DeviceDecision.of(facts, DeviceWish.NONE, more, PlatformId.LINUX)
                                .profile(),
                        DeviceDecision.of(facts, wish("profile=other"), more, PlatformId.LINUX)
                                .profile()));
    }

    @Test
    void anUnknownProfileIsRefused() {
        EnvironmentException refused =
                assertThrows(EnvironmentException.class, () -> decide(CPU, wish("profile=rocm")));

        assertEquals(ErrorCode.PROFILE_UNKNOWN, refused.code());
    }

    @Test
    void float16IsLeftWhereTheBestModelNeedsMoreMemory() {
        assertEquals(
                DeviceDecision.FLOAT16_BYTES,
                ModelCatalogue.shipped()
                        .find("large-v3-turbo")
                        .orElseThrow()
                        .memory()
                        .vram()
                        .get("float16"));
    }

    private DeviceDecision decide(Cpu cpu, DeviceWish wish) throws EnvironmentException {
        return DeviceDecision.of(facts(cpu, List.of()), wish, profiles, PlatformId.LINUX);
    }

    private static HardwareFacts facts(Cpu cpu, List<Gpu> gpus) {
        return new HardwareFacts("Linux", "amd64", cpu, 1, gpus, Optional.of("12.8"), List.of());
    }

    private static DeviceWish wish(@Nullable String text) {
        Optional<String> profile = Optional.empty();
        Settings.Device device = Settings.Device.AUTO;
        Optional<String> computeType = Optional.empty();
        for (String word : words(text, " ").toList()) {
            String value = word.substring(word.indexOf('=') + 1);
            switch (word.substring(0, word.indexOf('='))) {
                case "profile" -> profile = Optional.of(value);
                case "device" -> device = Settings.Device.valueOf(value);
                case "compute" -> computeType = Optional.of(value);
                default -> throw new IllegalArgumentException(word);
            }
        }
        return new DeviceWish(profile, device, computeType, 0);
    }

    private static List<Gpu> gpus(@Nullable String text) {
        List<Gpu> gpus = new ArrayList<>();
        for (String one : words(text, "\\|").toList()) {
            String[] fields = one.split(";", -1);
            Optional<String> driver = Optional.of(fields[2]).filter(value -> !value.isEmpty());
            Set<Informant> seenBy =
                    words(fields[4], " ").map(Informant::valueOf).collect(Collectors.toSet());
            gpus.add(new Gpu(
                    fields[0].startsWith("Radeon")
                            ? Vendor.AMD
                            : fields[0].startsWith("UHD") ? Vendor.INTEL : Vendor.NVIDIA,
                    "GPU-" + gpus.size(),
                    fields[0],
                    Optional.empty(),
                    OptionalInt.of(gpus.size()),
                    driver,
                    Optional.of(fields[1]).filter(value -> !value.isEmpty()),
                    bytes(fields[3]),
                    fields.length > 5 ? bytes(fields[5]) : OptionalLong.empty(),
                    seenBy));
        }
        return gpus;
    }

    private static OptionalLong bytes(String gigabytes) {
        return gigabytes.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of((long) (Double.parseDouble(gigabytes) * GIBI));
    }

    private static Stream<String> words(@Nullable String text, String separator) {
        return text == null ? Stream.empty() : Stream.of(text.split(separator)).map(String::strip);
    }
}
