package io.fastervox.app;

import picocli.CommandLine.Command;

/** {@code fvox env}: the private Python environment. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        subcommands = {
            EnvStatusCommand.class,
            EnvSetupCommand.class,
            EnvCheckCommand.class,
            EnvRepairCommand.class,
            EnvExportCommand.class,
            EnvImportCommand.class,
            EnvWheelsCommand.class,
            EnvRemoveCommand.class,
            EnvSourcesCommand.class,
            EnvReportCommand.class
        })
final class EnvCommand {}
