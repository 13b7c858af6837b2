package io.fastervox.app;

import io.fastervox.support.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in the person's language; picocli's own texts are English. */
final class UsageText {
    private UsageText() {}

    static String of(ParameterException e, Messages messages) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String words = String.join(" ", unmatched.getUnmatched());
            return messages.text(unmatched.isUnknownOption() ? "usage.unknown-option" : "usage.too-many", words);
        }
        if (e instanceof OverwrittenOptionException twice) {
            return messages.text("usage.twice", name(twice.getOverwritten()));
        }
        if (e instanceof MissingParameterException missing) {
            return missing(missing.getMissing(), messages);
        }
        @Nullable ArgSpec argument = e.getArgSpec();
        if (argument != null) {
            return value(argument, e, messages);
        }
        List<String> commands = commandsOf(e);
        return commands.isEmpty()
                ? String.valueOf(e.getMessage()) // one of ours, translated already
                : messages.text("usage.no-command", String.join(", ", commands));
    }

    private static String missing(List<ArgSpec> missing, Messages messages) {
        String names = String.join(" ", missing.stream().map(UsageText::name).toList());
        boolean option = missing.stream().allMatch(ArgSpec::isOption); // none is required; it was given without a value
        return messages.text(option ? "usage.no-value" : "usage.missing", names);
    }

    private static String value(ArgSpec argument, ParameterException e, Messages messages) {
        String name = name(argument);
        String given = String.valueOf(e.getValue());
        if (argument.type() == boolean.class) {
            return messages.text("usage.takes-no-value", name);
        }
        if (given.isEmpty()) {
            return messages.text("usage.empty", name);
        }
        String possible = e.getCause() instanceof NotPossible refused ? refused.possible() : constants(argument);
        return possible.isEmpty()
                ? messages.text("usage.value", name, given)
                : messages.text("usage.value-of", name, given, possible);
    }

    private static String constants(ArgSpec argument) {
        Object @Nullable [] constants = argument.type().getEnumConstants();
        return constants == null
                ? ""
                : String.join(
                        ", ",
                        Arrays.stream(constants)
                                .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                                .toList());
    }

    private static List<String> commandsOf(ParameterException e) {
        return e.getCommandLine().getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(command -> command.getKey())
                .toList();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
