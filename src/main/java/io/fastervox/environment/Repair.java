package io.fastervox.environment;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What a repair did.
 *
 * @param owners the packages that were damaged, or components in brackets, sorted; empty when nothing was
 * @param reason why the rungs below did not help, in the words of what failed
 */
public record Repair(Rung rung, List<String> owners, Optional<String> reason) {
    public Repair {
        owners = List.copyOf(owners);
    }

    static Repair of(Rung rung) {
        return new Repair(rung, List.of(), Optional.empty());
    }

    /** The owners of damaged files, each once, sorted. */
    static List<String> owners(Collection<Problem> problems) {
        return problems.stream().map(Problem::owner).distinct().sorted().toList();
    }
}
