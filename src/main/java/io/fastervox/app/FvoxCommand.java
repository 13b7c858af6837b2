package io.fastervox.app;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;

/** {@code fvox}: the root of the commands. Texts of the help stand in the message bundles under {@code fvox.}. */
@Command(name = "fvox", mixinStandardHelpOptions = true, versionProvider = BuildVersion.class)
final class FvoxCommand {
    /** A command and the name it is called by. */
    private record Named(String name, Class<?> command) {}

    /** In the order of the help. */
    private static final List<Named> COMMANDS = List.of(
            new Named("transcribe", TranscribeCommand.class),
            new Named("queue", QueueCommand.class),
            new Named("dictate", DictateCommand.class),
            new Named("history", HistoryCommand.class),
            new Named("env", EnvCommand.class),
            new Named("models", ModelsCommand.class),
            new Named("hardware", HardwareCommand.class),
            new Named("tune", TuneCommand.class),
            new Named("bench", BenchCommand.class),
            new Named("warm-up", WarmUpCommand.class),
            new Named("agent", AgentCommand.class));

    /**
     * The command line with the one command that is called, because picocli reads the annotations of every command that it
     * is given; with all of them where none is named, for the help and for suggestions.
     */
    static CommandLine line(String[] arguments, IFactory factory) {
        CommandLine line = new CommandLine(new FvoxCommand(), factory);
        List<Named> called = COMMANDS.stream()
                .filter(command -> arguments.length > 0 && arguments[0].equals(command.name()))
                .toList();
        for (Named command : called.isEmpty() ? COMMANDS : called) {
            line.addSubcommand(command.name(), new CommandLine(command.command(), factory));
        }
        return line;
    }
}
