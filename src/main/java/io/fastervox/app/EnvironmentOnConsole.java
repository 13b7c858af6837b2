package io.fastervox.app;

import io.fastervox.environment.DamageListener;
import io.fastervox.environment.Environments;
import io.fastervox.environment.Problem;
import io.fastervox.environment.Repair;
import io.fastervox.environment.Rung;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of damage and of what was done about it. */
final class EnvironmentOnConsole implements DamageListener {
    private static final int NAMED = 3;

    private final Console console;
    private final Runnable letGo;

    /** @param letGo ends what this process runs in the environment */
    EnvironmentOnConsole(Console console, Runnable letGo) {
        this.console = console;
        this.letGo = letGo;
    }

    @Override
    public void damaged(List<Problem> problems) {
        if (problems.isEmpty()) {
            console.say("env.not-working");
        } else {
            console.say("env.damaged", named(problems.stream().map(Problem::owner)));
        }
        letGo.run();
    }

    /** Says what a repair did, if there was one. */
    Environments.Built told(Environments.Built built) {
        built.repair()
                .filter(repair -> repair.rung() != Rung.SELF_TEST)
                .ifPresent(repair -> console.say(
                        "env.repaired." + repair.rung(),
                        named(repair.owners().stream()),
                        String.format(Locale.ROOT, "%.1f", built.report().bytesFetched() / 1e6),
                        repair.reason().orElse("")));
        return built;
    }

    /** Whether a look found nothing to repair. */
    static boolean isNothing(Optional<Repair> repair) {
        return repair.filter(found -> found.rung() == Rung.SELF_TEST).isPresent();
    }

    private static String named(Stream<String> owners) {
        List<String> distinct = owners.distinct().sorted().toList();
        String names = distinct.stream().limit(NAMED).collect(Collectors.joining(", "));
        return distinct.size() > NAMED ? names + ", …" : names;
    }
}
