package io.fastervox.models;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which model a machine starts with, and why. Pure: the same facts always give the same choice.
 *
 * <ul>
 *   <li>A GPU with room for it gets large-v3-turbo: nearly the accuracy of large-v3 at a fraction of its time.
 *   <li>A CPU with at least four cores and memory to spare gets small; less gets base. Larger models would keep the
 *       person waiting after each sentence.
 *   <li>English alone: the English variant of base and tiny, which is clearly better there. From small on the
 *       difference is slight, and a multilingual model keeps the other languages open.
 * </ul>
 */
public final class ModelChoice {
    private static final List<String> ON_GPU = List.of("large-v3-turbo", "medium", "small", "base", "tiny");
    private static final List<String> ON_CPU = List.of("small", "base", "tiny");
    private static final List<String> ON_SMALL_CPU = List.of("base", "tiny");
    private static final int CORES_FOR_SMALL = 4;

    /** The other programs of the machine need memory too. */
    private static final int RAM_SHARE = 4;

    private final ModelCatalogue catalogue;

    public ModelChoice(ModelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Chooses.
     *
     * @param obtainable whether a model is here or can be fetched; asked best first and no further than needed
     */
    public Choice choose(Machine machine, Demand demand, Predicate<String> obtainable) {
        List<Reason> reasons = new ArrayList<>();
        List<String> order = meeting(demand, forMachine(machine, reasons), reasons);
        String wish = order.get(0);
        Optional<String> found = order.stream().filter(obtainable).findFirst();
        String chosen = found.orElse(wish);
        if (!catalogue
                .find(chosen)
                .map(ModelEntry::languages)
                .map(Languages::multilingual)
                .orElse(true)) {
            reasons.add(new Reason(Reason.Kind.ENGLISH_ONLY, List.of()));
        }
        if (found.isEmpty()) {
            reasons.add(new Reason(Reason.Kind.NOTHING_REACHABLE, List.of()));
        } else if (!chosen.equals(wish)) {
            reasons.add(new Reason(Reason.Kind.BETTER_UNREACHABLE, List.of(wish)));
        }
        return new Choice(chosen, reasons);
    }

    private List<String> forMachine(Machine machine, List<Reason> reasons) {
        if (machine.gpu().isPresent()) {
            Gpu gpu = machine.gpu().get();
            List<String> fitting = ON_GPU.stream()
                    .filter(id -> memory(id)
                            .map(memory -> memory.vram().getOrDefault(gpu.computeType(), Long.MAX_VALUE))
                            .filter(need -> need <= gpu.vramBytes())
                            .isPresent())
                    .toList();
            if (!fitting.isEmpty()) {
                boolean best = fitting.get(0).equals(ON_GPU.get(0));
                reasons.add(
                        new Reason(best ? Reason.Kind.GPU : Reason.Kind.GPU_MEMORY_SMALL, List.of(gpu.vramBytes())));
                return fitting;
            }
        }
        long need = memory("small")
                        .map(memory -> memory.ram().getOrDefault("int8", 0L))
                        .orElse(0L)
                * RAM_SHARE;
        boolean strong = machine.physicalCores() >= CORES_FOR_SMALL && machine.ramBytes() >= need;
        reasons.add(new Reason(
                strong ? Reason.Kind.CPU : Reason.Kind.CPU_SMALL,
                List.of(machine.physicalCores(), machine.ramBytes())));
        return strong ? ON_CPU : ON_SMALL_CPU;
    }

    private List<String> meeting(Demand demand, List<String> ids, List<Reason> reasons) {
        List<String> order = new ArrayList<>();
        for (String id : ids) {
            boolean gains = id.equals("base") || id.equals("tiny");
            if (gains && demand.language().filter("en"::equals).isPresent()) {
                order.add(id + ".en");
            }
            order.add(id);
        }
        order.removeIf(id -> !meets(demand, id));
        if (order.isEmpty()) {
            catalogue.entries().stream()
                    .filter(entry -> entry.meets(demand))
                    .sorted(Comparator.comparingInt(ModelEntry::parametersMillions))
                    .forEach(entry -> order.add(entry.id()));
            reasons.clear();
            reasons.add(new Reason(Reason.Kind.ABLE, List.of()));
        }
        return order;
    }

    private boolean meets(Demand demand, String id) {
        return catalogue.find(id).filter(entry -> entry.meets(demand)).isPresent();
    }

    private Optional<ModelMemory> memory(String id) {
        return catalogue.find(id).map(ModelEntry::memory);
    }

    /**
     * What decides.
     *
     * @param gpu one that has been found usable
     */
    public record Machine(int physicalCores, long ramBytes, Optional<Gpu> gpu) {}

    /**
     * A usable GPU.
     *
     * @param computeType what it will compute in, for example {@code float16}
     */
    public record Gpu(long vramBytes, String computeType) {}

    /** The model and why; the reasons in the order in which they were found. */
    public record Choice(String id, List<Reason> reasons) {
        public Choice {
            reasons = List.copyOf(reasons);
        }
    }

    /** Text for people: message key {@code model.reason.<kind>} with the arguments. */
    public record Reason(Kind kind, List<Object> arguments) {
        public Reason {
            arguments = List.copyOf(arguments);
        }

        /** What speaks for a model. */
        public enum Kind {
            /** A GPU with room; {@code {0}} its bytes. */
            GPU,
            /** A GPU with little room; {@code {0}} its bytes. */
            GPU_MEMORY_SMALL,
            /** A capable CPU; {@code {0}} physical cores, {@code {1}} bytes of memory. */
            CPU,
            /** A small machine; {@code {0}} physical cores, {@code {1}} bytes of memory. */
            CPU_SMALL,
            /** What would suit the machine does not know the language, or does not translate. */
            ABLE,
            /** Only English is spoken. */
            ENGLISH_ONLY,
            /** A better one, {@code {0}}, is not here and cannot be fetched now. */
            BETTER_UNREACHABLE,
            /** None is here and none can be fetched now. */
            NOTHING_REACHABLE
        }
    }
}
