package io.fastervox.app;

import picocli.CommandLine.Command;

/** {@code fvox bench}: measurements on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {
            BenchWorkerCommand.class,
            BenchFilesCommand.class,
            BenchEnvCommand.class,
            BenchEnvLocalCommand.class,
            BenchStartCommand.class,
            BenchAgentCommand.class,
            BenchWindowsCommand.class,
            BenchDictationCommand.class,
            BenchPageCommand.class
        })
final class BenchCommand {}
