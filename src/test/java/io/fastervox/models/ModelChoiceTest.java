package io.fastervox.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.models.ModelChoice.Choice;
import io.fastervox.models.ModelChoice.Gpu;
import io.fastervox.models.ModelChoice.Machine;
import io.fastervox.models.ModelChoice.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The default model follows hardware, language and reachability")
final class ModelChoiceTest {
    private final ModelChoice choice = new ModelChoice(ModelCatalogue.shipped());

    @ParameterizedTest
    @CsvSource(textBlock = """
            # cores, RAM GB, VRAM GB, compute type, language, obtainable,                   model,          reasons
                  8,     16,       8, float16,            , all,                            large-v3-turbo, GPU
                  8,     16,       8, float16,      en    , all,                            large-v3-turbo, GPU
                  8,     16,       4, float16,      zh    , all,                            large-v3-turbo, GPU
                  8,     16,       2, int8_float16,       , all,                            large-v3-turbo, GPU
                  8,     16,       2, float16,            , all,                            small,          GPU_MEMORY_SMALL
                  8,     16,       4, float32,            , all,                            small,          GPU_MEMORY_SMALL
                  8,     16,       1, float16,            , all,                            base,           GPU_MEMORY_SMALL
                  8,     16,       1, float16,      en    , all,                            base.en,        GPU_MEMORY_SMALL ENGLISH_ONLY
                  8,     16,     0.5, float16,            , all,                            small,          CPU
                  8,     16,        ,        ,            , all,                            small,          CPU
                  4,      8,        ,        ,      en    , all,                            small,          CPU
                  2,     16,        ,        ,            , all,                            base,           CPU_SMALL
                  8,      4,        ,        ,            , all,                            base,           CPU_SMALL
                  2,      4,        ,        ,      en    , all,                            base.en,        CPU_SMALL ENGLISH_ONLY
                  2,      4,        ,        ,      zh    , all,                            base,           CPU_SMALL
                  8,     16,        ,        ,            , base,                           base,           CPU BETTER_UNREACHABLE
                  8,     16,       8, float16,            , base,                           base,           GPU BETTER_UNREACHABLE
                  8,     16,       8, float16,            , small base,                     small,          GPU BETTER_UNREACHABLE
                  2,      4,        ,        ,      en    , base,                           base,           CPU_SMALL BETTER_UNREACHABLE
                  8,     16,        ,        ,      en    , base base.en,                   base.en,        CPU ENGLISH_ONLY BETTER_UNREACHABLE
                  8,     16,        ,        ,            , none,                           small,          CPU NOTHING_REACHABLE
            """)
    void machineDecides(
            int cores,
            double ram,
            Double vram,
            String computeType,
            String language,
            String obtainable,
            String model,
            String reasons) {
        Optional<Gpu> gpu = Optional.ofNullable(vram).map(gigabytes -> new Gpu((long) (gigabytes * 1e9), computeType));
        List<String> known = Arrays.asList(obtainable.split(" ", -1));

        Choice chosen = choice.choose(
                new Machine(cores, (long) (ram * 1e9), gpu),
                new Demand(Optional.ofNullable(language), false),
                id -> obtainable.equals("all") || known.contains(id));

        assertEquals(
                model + ": " + reasons,
                chosen.id() + ": "
                        + chosen.reasons().stream()
                                .map(reason -> reason.kind().name())
                                .collect(Collectors.joining(" ")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # VRAM GB, language, translation, model,          reasons
                     , yue,      false,       large-v3-turbo, ABLE
                     , yue,      true,        large-v3,       ABLE
                    8, ,         true,        medium,         GPU
                    8, yue,      false,       large-v3-turbo, GPU
                     , en,       true,        base,           CPU_SMALL
            """)
    void whatIsAskedForComesBeforeTheMachine(
            Double vram, String language, boolean translation, String model, String reasons) {
        Optional<Gpu> gpu = Optional.ofNullable(vram).map(gigabytes -> new Gpu((long) (gigabytes * 1e9), "float16"));

        Choice chosen = choice.choose(
                new Machine(2, 4_000_000_000L, gpu),
                new Demand(Optional.ofNullable(language), translation),
                id -> true);

        assertEquals(
                model + ": " + reasons,
                chosen.id() + ": "
                        + chosen.reasons().stream()
                                .map(reason -> reason.kind().name())
                                .collect(Collectors.joining(" ")));
    }

    @Test
    void reasonsCarryWhatPeopleAreTold() {
        Choice chosen =
                choice.choose(new Machine(6, 16_000_000_000L, Optional.empty()), Demand.ANY_SPEECH, "base"::equals);

        assertEquals(
                new Choice(
                        "base",
                        List.of(
                                new Reason(Reason.Kind.CPU, List.of(6, 16_000_000_000L)),
                                new Reason(Reason.Kind.BETTER_UNREACHABLE, List.of("small")))),
                chosen);
    }
}
