package io.fastervox.environment;

import io.fastervox.hardware.HardwareFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * On what this machine computes and why. Pure: the same facts always give the same decision.
 *
 * @param profile id of the profile
 * @param device {@code cpu} or {@code cuda}
 * @param computeTypes to be tried in this order
 * @param threads of one decode on the CPU
 * @param reasons in the order in which they weighed
 */
public record DeviceDecision(
        String profile, String device, List<String> computeTypes, int threads, List<Reason> reasons) {
    /** More threads do not make one decode faster, they only take the machine from its user. */
    private static final int MOST_THREADS = 4;

    public DeviceDecision {
        computeTypes = List.copyOf(computeTypes);
        reasons = List.copyOf(reasons);
    }

    /**
     * A reason for people.
     *
     * @param key message key under {@code decision.}
     * @param arguments what the text names
     */
    public record Reason(String key, List<Object> arguments) {
        public Reason {
            arguments = List.copyOf(arguments);
        }

        static Reason of(String key, Object... arguments) {
            return new Reason(key, List.of(arguments));
        }
    }

    /** Decides. */
    public static DeviceDecision of(HardwareFacts facts, Profiles profiles) throws EnvironmentException {
        Profile cpu = profiles.get(Profiles.CPU);
        List<Reason> reasons = new ArrayList<>();
        reasons.add(
                facts.gpus().isEmpty()
                        ? Reason.of("no_gpu")
                        : Reason.of("gpu_not_used", facts.gpus().get(0).name()));
        int threads = Math.max(1, Math.min(MOST_THREADS, facts.cpu().physicalCores()));
        reasons.add(Reason.of("threads", threads, facts.cpu().physicalCores()));
        if (!facts.cpu().avx2()) {
            reasons.add(Reason.of("no_avx2", facts.cpu().name()));
        }
        return new DeviceDecision(cpu.id(), cpu.device(), cpu.computeTypes().orElseThrow(), threads, reasons);
    }
}
