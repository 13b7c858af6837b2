package io.fastervox.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fvox}: the root of the commands. Texts of the help stand in the message bundles under {@code fvox.}. */
@Command(
        name = "fvox",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            TranscribeCommand.class,
            EnvCommand.class,
            ModelsCommand.class,
            HardwareCommand.class,
            BenchCommand.class,
            WarmUpCommand.class,
            AgentCommand.class
        })
final class FvoxCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command");
    }
}
