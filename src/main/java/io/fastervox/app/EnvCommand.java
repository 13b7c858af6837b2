package io.fastervox.app;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code fvox env}: the private Python environment. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        subcommands = {
            EnvStatusCommand.class,
            EnvSetupCommand.class,
            EnvCheckCommand.class,
            EnvRemoveCommand.class,
            EnvSourcesCommand.class,
            EnvReportCommand.class
        })
final class EnvCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command");
    }
}
