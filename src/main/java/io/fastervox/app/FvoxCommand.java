package io.fastervox.app;

import picocli.CommandLine.Command;

/** {@code fvox}: the root of the commands. Texts of the help stand in the message bundles under {@code fvox.}. */
@Command(
        name = "fvox",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            TranscribeCommand.class,
            QueueCommand.class,
            DictateCommand.class,
            EnvCommand.class,
            ModelsCommand.class,
            HardwareCommand.class,
            BenchCommand.class,
            WarmUpCommand.class,
            AgentCommand.class
        })
final class FvoxCommand {}
