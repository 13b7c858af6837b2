package io.fastervox.app;

import io.fastervox.environment.Problem;
import io.fastervox.support.CodedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox env check}: compares every file with what was installed (R16). */
@Command(name = "check", mixinStandardHelpOptions = true)
final class EnvCheckCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    EnvCheckCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        Console console = composition.console();
        List<Problem> problems = composition.environments().check(true);
        if (json) {
            console.json(problems);
        } else if (problems.isEmpty()) {
            console.result(console.messages().text("env.check.good"));
        } else {
            problems.forEach(problem -> console.result(ProblemLine.of(console.messages(), problem)));
        }
        return problems.stream().noneMatch(Problem::isDamage) ? ExitCode.OK : ExitCode.FAILED;
    }
}
