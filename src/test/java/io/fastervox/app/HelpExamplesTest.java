package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.Messages;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

@DisplayName("R22: the help of a command shows how it is called")
class HelpExamplesTest {
    /** What nobody has to be shown. */
    private static final Set<String> PLAIN = Set.of("--help", "--version", "--json", "--verbose");

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh-CN"})
    void everyCommandThatTakesSomethingHasExamplesAndAllOfThemAreRight(String language) throws Exception {
        PrintStream out = new Written().stream();
        Console console = new Console(out, out, Messages.in(Locale.forLanguageTag(language)), false);
        List<String> without = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            CommandLine fvox = Main.commandLine(new String[0], composition, out, out);
            for (CommandSpec command : commands(fvox).toList()) {
                List<String> examples = examples(command);
                if (takesSomething(command) && examples.isEmpty()) {
                    without.add(command.qualifiedName());
                }
                for (String example : examples) {
                    if (!isRight(example, composition, out)) {
                        wrong.add(example);
                    }
                }
            }
        }

        assertEquals(List.of(List.of(), List.of()), List.of(without, wrong));
    }

    private static Stream<CommandSpec> commands(CommandLine line) {
        return Stream.concat(
                Stream.of(line.getCommandSpec()),
                line.getSubcommands().values().stream().flatMap(HelpExamplesTest::commands));
    }

    private static boolean takesSomething(CommandSpec command) {
        return !command.positionalParameters().isEmpty()
                || command.options().stream().anyMatch(option -> !PLAIN.contains(option.longestName()));
    }

    private static List<String> examples(CommandSpec command) {
        return Arrays.stream(command.usageMessage().footer())
                .map(String::strip)
                .filter(line -> (line + " ").startsWith(command.qualifiedName() + " "))
                .toList();
    }

    /** Whether the command line takes it, up to what is the shell's. */
    private static boolean isRight(String example, Composition composition, PrintStream out) {
        String[] words =
                example.replaceAll(" (>|&&) .*", "").replaceFirst("fvox ", "").split(" ");
        try {
            Main.commandLine(words, composition, out, out).parseArgs(words);
            return true;
        } catch (ParameterException e) {
            return false;
        }
    }
}
