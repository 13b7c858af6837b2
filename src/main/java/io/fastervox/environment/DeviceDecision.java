package io.fastervox.environment;

import io.fastervox.config.Settings;
import io.fastervox.hardware.Cpu;
import io.fastervox.hardware.Gpu;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.hardware.InstructionSet;
import io.fastervox.hardware.Vendor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * On what this machine computes and why. Pure: the same facts and wishes always give the same decision.
 *
 * @param profile id of the profile
 * @param device {@code cpu} or {@code cuda}
 * @param gpu that computes when the device is {@code cuda}; its memory decides about the model
 * @param computeTypes to be tried in this order
 * @param threads of one decode on the CPU
 * @param reasons in the order in which they weighed
 */
public record DeviceDecision(
        String profile,
        String device,
        Optional<Gpu> gpu,
        List<String> computeTypes,
        int threads,
        List<Reason> reasons) {
    /** Value of {@link #device}. */
    public static final String CUDA = "cuda";

    /** What the largest model that is chosen by itself, large-v3-turbo, is planned with in float16. */
    static final long FLOAT16_BYTES = 3_000_000_000L;

    /** More threads do not make one decode faster, they only take the machine from its user. */
    private static final int MOST_THREADS = 4;

    private static final Set<String> X86_64 = Set.of("amd64", "x86_64");
    private static final String FLOAT16 = "float16";
    private static final String INT8_FLOAT16 = "int8_float16";

    /** For a GPU that no rule covers and a person wants nevertheless. */
    private static final List<String> ANY = List.of(FLOAT16, INT8_FLOAT16, "int8_float32", "float32");

    public DeviceDecision {
        computeTypes = List.copyOf(computeTypes);
        reasons = List.copyOf(reasons);
    }

    /** Whether a GPU computes. */
    public boolean onGpu() {
        return device.equals(CUDA);
    }

    /** The same with the packages of another profile, which serve the device too. */
    public DeviceDecision with(String otherProfile) {
        return new DeviceDecision(otherProfile, device, gpu, computeTypes, threads, reasons);
    }

    /** Where and how a worker computes in one of the compute types. */
    public Admission.Place place(String computeType) {
        return new Admission.Place(
                device, gpu.map(found -> found.index().orElse(0)).orElse(0), computeType);
    }

    /** Version of the GPU's driver and the GPU's id, which a verdict of an admission depends on; empty on the CPU. */
    String driver() {
        return gpu.map(found -> found.driver().orElse("unknown") + " " + found.id())
                .orElse("");
    }

    /**
     * Decides.
     *
     * @throws EnvironmentException {@code PROFILE_UNKNOWN} when the wished profile is
     */
    public static DeviceDecision of(HardwareFacts facts, DeviceWish wish, Profiles profiles, PlatformId platform)
            throws EnvironmentException {
        List<Reason> reasons = new ArrayList<>();
        Optional<Profile> wished = Optional.empty();
        if (wish.profile().isPresent()) {
            wished = Optional.of(profiles.get(wish.profile().get()));
            reasons.add(Reason.of("wish_profile", wished.get().id()));
        }
        boolean gpuWanted = wished.isPresent()
                ? wished.get().device().equals(CUDA) && wish.device() != Settings.Device.CPU
                : wish.device() != Settings.Device.CPU;
        Profile gpuProfile = gpuWanted && wished.isPresent() ? wished.get() : profiles.get(Profiles.LEAN_CUDA);
        if (wish.device() != Settings.Device.AUTO) {
            reasons.add(Reason.of(wish.device() == Settings.Device.CPU ? "wish_cpu" : "wish_cuda"));
        }
        Optional<GpuFitness> chosen = gpuWanted
                ? best(facts, gpuProfile, platform, wish.device() == Settings.Device.CUDA, reasons)
                : Optional.empty();
        List<String> computeTypes = chosen.isPresent()
                ? onGpu(chosen.get(), reasons)
                : profiles.get(Profiles.CPU).computeTypes().orElseThrow();
        if (wish.computeType().isPresent()) {
            computeTypes = List.of(wish.computeType().get());
            reasons.add(Reason.of("wish_compute_type", wish.computeType().get()));
        }
        int threads = threads(facts.cpu(), wish, chosen.isPresent(), reasons);
        return new DeviceDecision(
                chosen.isPresent() ? gpuProfile.id() : wished.map(Profile::id).orElse(Profiles.CPU),
                chosen.isPresent() ? CUDA : "cpu",
                chosen.map(GpuFitness::gpu),
                computeTypes,
                threads,
                reasons);
    }

    private static Optional<GpuFitness> best(
            HardwareFacts facts, Profile profile, PlatformId platform, boolean demanded, List<Reason> reasons) {
        if (!X86_64.contains(facts.architecture())) {
            reasons.add(Reason.of("architecture", facts.architecture()));
            return Optional.empty();
        }
        List<GpuFitness> all = facts.gpus().stream()
                .filter(gpu -> gpu.vendor() == Vendor.NVIDIA)
                .map(gpu -> GpuFitness.of(gpu, facts, profile, platform))
                .toList();
        List<GpuFitness> fitting = all.stream()
                .filter(fitness -> fitness.objection().isEmpty() || (demanded && !fitness.certain()))
                .sorted(Comparator.comparing(
                                (GpuFitness fitness) -> fitness.objection().isPresent())
                        .thenComparing(fitness -> !computeTypes(fitness).get(0).equals(FLOAT16))
                        .thenComparing(fitness -> -fitness.gpu().usableBytes().orElse(0))
                        .thenComparing(fitness -> fitness.gpu().index().orElse(Integer.MAX_VALUE)))
                .toList();
        if (fitting.size() > 1) {
            reasons.add(Reason.of(
                    "gpu_best",
                    fitting.get(0).gpu().name(),
                    String.join(
                            ", ",
                            fitting.stream()
                                    .skip(1)
                                    .map(fitness -> fitness.gpu().name())
                                    .toList())));
        }
        all.stream().flatMap(fitness -> fitness.objection().stream()).forEach(reasons::add);
        if (all.isEmpty()) {
            none(facts, reasons);
        }
        return fitting.stream().findFirst();
    }

    private static void none(HardwareFacts facts, List<Reason> reasons) {
        Reason silence = GpuFitness.silence(facts, "NVIDIA");
        boolean signs = !facts.troubles().isEmpty() && !silence.key().equals("gpu_not_there");
        if (signs) {
            reasons.add(silence);
        }
        facts.gpus().forEach(gpu -> reasons.add(Reason.of("not_nvidia", gpu.name())));
        if (!signs && facts.gpus().isEmpty()) {
            reasons.add(Reason.of("no_gpu"));
        }
    }

    private static List<String> onGpu(GpuFitness chosen, List<Reason> reasons) {
        Gpu gpu = chosen.gpu();
        reasons.add(0, Reason.of("gpu", gpu.name()));
        List<String> types = computeTypes(chosen);
        long usable = gpu.usableBytes().orElse(Long.MAX_VALUE);
        if (usable < FLOAT16_BYTES && types.get(0).equals(FLOAT16) && types.contains(INT8_FLOAT16)) {
            reasons.add(Reason.of("memory_small", gpu.name(), GpuFitness.gigabytes(usable)));
            List<String> small = new ArrayList<>(types);
            small.remove(INT8_FLOAT16);
            small.add(0, INT8_FLOAT16);
            return small;
        }
        return types;
    }

    private static List<String> computeTypes(GpuFitness fitness) {
        return fitness.rule().map(Profile.Rule::computeTypes).orElse(ANY);
    }

    private static int threads(Cpu cpu, DeviceWish wish, boolean gpu, List<Reason> reasons) {
        if (wish.threads() > 0) {
            return wish.threads();
        }
        int threads = Math.max(1, Math.min(MOST_THREADS, cpu.physicalCores()));
        if (!gpu) {
            reasons.add(Reason.of("threads", threads, cpu.physicalCores()));
            if (!cpu.has(InstructionSet.AVX2)) {
                reasons.add(Reason.of("no_avx2", cpu.name()));
            }
        }
        return threads;
    }
}
