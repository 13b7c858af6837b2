package io.fastervox.app;

import io.fastervox.agent.Problem;
import io.fastervox.desktop.windows.KillOnCloseJob;
import io.fastervox.desktop.windows.WindowsCommandLine;
import io.fastervox.desktop.windows.WindowsConsole;
import io.fastervox.desktop.windows.WindowsException;
import io.fastervox.hardware.DriverChild;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program's entry. */
public final class Main {
    private static final boolean WINDOWS = System.getProperty("os.name", "").startsWith("Windows");

    private Main() {}

    public static void main(String[] arguments) {
        if (DriverChild.isMeantBy(List.of(arguments))) {
            GpuQuestion.ask(List.of(arguments), utf8(FileDescriptor.out));
            return;
        }
        Messages messages = Messages.in(UiLanguage.ofSystem());
        // UTF-8 whatever the console's code page, which is switched to it; pipes expect it.
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        Interruption interruption = Interruption.ofThisThread();
        int code;
        if (WINDOWS) {
            holdChildren();
            try (WindowsConsole console = WindowsConsole.prepare()) {
                code = run(words(arguments), messages, Terminals.of(console), out, err);
            }
        } else {
            Terminals terminals = Terminals.named(System.getProperty("fastervox.terminals", ""));
            code = run(arguments, messages, terminals, out, err);
        }
        interruption.over();
        System.exit(code);
    }

    private static void holdChildren() {
        try {
            KillOnCloseJob.holdThisProcess();
        } catch (WindowsException e) {
            // Children end by themselves too, when their input ends; the job is for those that hang.
            LoggerFactory.getLogger(Main.class).warn("no job for the children", e);
        }
    }

    /** What was given; to the launcher without a console always for the one command that has a window. */
    private static String[] words(String[] arguments) {
        String[] typed = typed(arguments);
        return Alert.isWithoutConsole()
                ? LauncherArguments.ofAgent(List.of(typed)).toArray(String[]::new)
                : typed;
    }

    /** The arguments as they were typed, whatever the code page made of them. */
    private static String[] typed(String[] arguments) {
        try {
            return LauncherArguments.of(List.of(arguments), WindowsCommandLine.words())
                    .toArray(String[]::new);
        } catch (WindowsException e) {
            return arguments; // what Java gave is right unless a code page damaged it
        }
    }

    private static int run(
            String[] arguments, Messages messages, Terminals terminals, PrintStream out, PrintStream err) {
        Console console = new Console(out, err, messages, terminals.err());
        try (Composition composition = new Composition(System.getenv(), console)) {
            boolean colours = terminals.colours(System.getenv("NO_COLOR"));
            return console.ended(commandLine(arguments, composition, out, err)
                    .setColorScheme(Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF))
                    .execute(arguments));
        } catch (CodedException e) {
            tell(e, console, alert(arguments));
            return ExitCode.of(e.code());
        }
    }

    private static Alert alert(String[] arguments) {
        return Alert.of(List.of(arguments).contains("--quiet"));
    }

    private static void tell(CodedException e, Console console, Alert alert) {
        console.error(e);
        alert.show(Problem.of(e), console.messages());
    }

    /** @param arguments for which it is */
    static CommandLine commandLine(String[] arguments, Composition composition, PrintStream out, PrintStream err) {
        Console console = composition.console();
        return FvoxCommand.line(arguments, new CommandFactory(composition))
                .setResourceBundle(console.messages().bundle())
                .registerConverter(Path.class, new PathConverter())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a recording’s name may begin with @
                .setUsageHelpWidth(110)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, given) -> wrongUsage(e, console))
                .setExecutionExceptionHandler((e, command, result) -> failed(e, console, alert(arguments)));
    }

    private static int wrongUsage(ParameterException e, Console console) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        console.error(ErrorCode.USAGE, List.of(UsageText.of(e, console.messages()), command + " --help"));
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            console.say("usage.suggestion", String.join(", ", unmatched.getSuggestions()));
        }
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, Console console, Alert alert) {
        if (e instanceof InterruptedException) {
            console.error(ErrorCode.INTERRUPTED, List.of());
            return ExitCode.INTERRUPTED;
        }
        LoggerFactory.getLogger(Main.class).error("command failed", e);
        if (e instanceof CodedException coded) {
            tell(coded, console, alert);
            for (Throwable also : coded.getSuppressed()) {
                if (also instanceof CodedException second && second.code() != coded.code()) {
                    console.error(second);
                }
            }
            return ExitCode.of(coded.code());
        }
        Problem internal = new Problem(ErrorCode.INTERNAL, List.of(e.toString()));
        console.error(internal.code(), internal.arguments());
        alert.show(internal, console.messages());
        return ExitCode.FAILED;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
