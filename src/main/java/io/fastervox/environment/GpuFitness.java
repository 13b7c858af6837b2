package io.fastervox.environment;

import io.fastervox.hardware.Gpu;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.hardware.Informant;
import io.fastervox.hardware.Trouble;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a GPU fits a profile, by what is known of it. The admission has the last word.
 *
 * @param rule of the profile that covers it
 * @param objection why it is not taken; empty: it fits
 * @param certain whether it cannot work whatever the person wishes; otherwise a wish lets it be tried
 */
record GpuFitness(Gpu gpu, Optional<Profile.Rule> rule, Optional<Reason> objection, boolean certain) {
    /** What the smallest models are planned with; less is not worth a GPU. */
    private static final long LEAST_BYTES = 1_000_000_000L;

    private static final double GIBI = 1L << 30;

    static GpuFitness of(Gpu gpu, HardwareFacts facts, Profile profile, PlatformId platform) {
        if (mismatch(facts)) {
            return unfit(gpu, true, "restart_needed", gpu.name());
        }
        if (!gpu.answers()) {
            boolean others = facts.gpus().stream().anyMatch(Gpu::answers);
            return new GpuFitness(
                    gpu,
                    Optional.empty(),
                    Optional.of(others ? Reason.of("gpu_not_there", gpu.name()) : silence(facts, gpu.name())),
                    true);
        }
        if (gpu.computeCapability().isEmpty()) {
            return unfit(gpu, false, "capability_unknown", gpu.name());
        }
        String capability = gpu.computeCapability().get();
        Optional<Profile.Rule> rule = profile.rules().stream()
                .filter(one -> one.computeCapability().contains(capability))
                .filter(one -> gpu.name().contains(one.nameContains().orElse("")))
                .findFirst();
        if (rule.isEmpty()) {
            String oldest = profile.rules().stream()
                    .map(one -> one.computeCapability().from())
                    .min(Versions.ORDER)
                    .orElse("");
            return Versions.ORDER.compare(capability, oldest) < 0
                    ? unfit(gpu, true, "gpu_too_old", gpu.name(), capability, oldest)
                    : unfit(gpu, false, "gpu_unknown", gpu.name(), capability);
        }
        Optional<GpuFitness> driver = driver(gpu, rule.get(), facts, platform);
        return driver.or(() -> cuda(gpu, rule.get(), facts))
                .or(() -> memory(gpu, rule.get()))
                .orElseGet(() -> new GpuFitness(gpu, rule, Optional.empty(), false));
    }

    /** Why nothing that answers is there although there are signs of an NVIDIA GPU. */
    static Reason silence(HardwareFacts facts, String name) {
        if (mismatch(facts)) {
            return Reason.of("restart_needed", name);
        }
        if (any(facts, Trouble.Kind.HUNG)) {
            return Reason.of("driver_hangs", name);
        }
        if (any(facts, Trouble.Kind.CRASHED)) {
            return Reason.of("driver_crashes", name);
        }
        if (any(facts, Trouble.Kind.LOST)) {
            return Reason.of("gpu_lost", name);
        }
        if (any(facts, Trouble.Kind.NO_PERMISSION)) {
            return Reason.of("no_permission", name);
        }
        if (any(facts, Trouble.Kind.NO_DRIVER) || facts.has(Informant.NVCUDA, Trouble.Kind.ABSENT)) {
            return Reason.of("driver_missing", name);
        }
        if (any(facts, Trouble.Kind.FAILED)
                || any(facts, Trouble.Kind.UNREADABLE)
                || any(facts, Trouble.Kind.NOT_LOADABLE)) {
            return Reason.of("driver_silent", name);
        }
        return Reason.of("gpu_not_there", name);
    }

    private static Optional<GpuFitness> driver(Gpu gpu, Profile.Rule rule, HardwareFacts facts, PlatformId platform) {
        String needed = rule.driver().getOrDefault(platform.id(), "");
        if (gpu.driver().isPresent() && !needed.isEmpty()) {
            String found = gpu.driver().get();
            return Versions.ORDER.compare(found, needed) < 0
                    ? Optional.of(unfit(gpu, true, "driver_too_old", gpu.name(), found, needed))
                    : Optional.empty();
        }
        if (facts.cuda().isEmpty()) {
            return Optional.of(unfit(gpu, false, "driver_unknown", gpu.name()));
        }
        String found = facts.cuda().get();
        return Versions.ORDER.compare(found, rule.cuda()) < 0
                ? Optional.of(unfit(gpu, true, "cuda_too_old", gpu.name(), found, rule.cuda(), needed))
                : Optional.empty();
    }

    /** The engine computes through the CUDA driver: it must see the GPU. */
    private static Optional<GpuFitness> cuda(Gpu gpu, Profile.Rule rule, HardwareFacts facts) {
        if (gpu.seenBy().contains(Informant.NVCUDA)) {
            return Optional.empty();
        }
        boolean absent = facts.has(Informant.NVCUDA, Trouble.Kind.ABSENT);
        String key = absent
                ? "cuda_missing"
                : facts.has(Informant.NVCUDA, Trouble.Kind.HUNG)
                        ? "driver_hangs"
                        : facts.has(Informant.NVCUDA, Trouble.Kind.CRASHED) ? "driver_crashes" : "cuda_hides";
        return Optional.of(new GpuFitness(gpu, Optional.of(rule), Optional.of(Reason.of(key, gpu.name())), absent));
    }

    private static Optional<GpuFitness> memory(Gpu gpu, Profile.Rule rule) {
        long usable = gpu.usableBytes().orElse(Long.MAX_VALUE);
        return usable < LEAST_BYTES
                ? Optional.of(new GpuFitness(
                        gpu,
                        Optional.of(rule),
                        Optional.of(Reason.of("memory_too_small", gpu.name(), gigabytes(usable))),
                        false))
                : Optional.empty();
    }

    private static boolean mismatch(HardwareFacts facts) {
        return any(facts, Trouble.Kind.MISMATCH);
    }

    private static boolean any(HardwareFacts facts, Trouble.Kind kind) {
        return List.of(Informant.values()).stream().anyMatch(informant -> facts.has(informant, kind));
    }

    private static GpuFitness unfit(Gpu gpu, boolean certain, String key, Object... arguments) {
        return new GpuFitness(gpu, Optional.empty(), Optional.of(Reason.of(key, arguments)), certain);
    }

    static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / GIBI);
    }
}
