package io.fastervox.app;

import io.fastervox.environment.Environments;
import io.fastervox.support.CodedException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fvox env repair}: looks at every file, runs the self-test, repairs, and tells how far it had to go (R16). */
@Command(name = "repair", mixinStandardHelpOptions = true)
final class EnvRepairCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--profile", paramLabel = "PROFILE", descriptionKey = "fvox.env.setup.profile")
    private @Nullable String profile;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    @Mixin
    private IndexOption index = new IndexOption();

    @Mixin
    private Verbosity verbosity = new Verbosity();

    EnvRepairCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.openLog(verbosity.verbose());
        composition.useIndexes(index.indexes());
        Console console = composition.console();
        DeviceChoice devices = composition.devices();
        String wanted = profile != null ? profile : devices.profileInUse(devices.decision());
        EnvironmentOnConsole teller = composition.environmentOnConsole();
        Environments.Built built = composition.environments().repair(wanted, console.progress(), teller);
        if (json) {
            console.json(built);
            return ExitCode.OK;
        }
        teller.told(built);
        if (built.repair().isEmpty()) {
            console.say(
                    "env.ready",
                    built.environment().root(),
                    String.format(Locale.ROOT, "%.1f", built.report().seconds()),
                    String.format(Locale.ROOT, "%.1f", built.report().bytesFetched() / 1e6));
        } else if (EnvironmentOnConsole.isNothing(built.repair())) {
            console.result(console.messages().text("env.repaired.SELF_TEST"));
        }
        return ExitCode.OK;
    }
}
