package io.fastervox.app;

import io.fastervox.agent.Problem;
import io.fastervox.agent.Wish;
import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.ipc.Instance;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fvox agent}, and what {@code FasterVox.exe} starts: the program in the tray. A data folder has one agent; a start
 * that finds it hands over what it was meant for, and ends.
 */
@Command(name = "agent", mixinStandardHelpOptions = true, sortOptions = false)
final class AgentCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(AgentCommand.class);
    /** More than the start of another agent takes, or the gathering of a batch. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Composition composition;
    private final Duration patience;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..*",
            descriptionKey = "fvox.transcribe.files",
            converter = RecordingsConverter.class)
    private List<Recordings> files = List.of();

    @Option(names = "--dictate", descriptionKey = "fvox.agent.dictate")
    private boolean dictate;

    @Option(names = "--clipboard", descriptionKey = "fvox.agent.clipboard")
    private boolean clipboard;

    @Option(names = "--quit", descriptionKey = "fvox.agent.quit")
    private boolean quit;

    @Option(names = "--quiet", descriptionKey = "fvox.agent.quiet")
    private boolean quiet;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    AgentCommand(Composition composition) {
        this(composition, PATIENCE);
    }

    AgentCommand(Composition composition, Duration patience) {
        this.composition = composition;
        this.patience = patience;
    }

    @Override
    public Integer call() throws InterruptedException {
        composition.openLog(verbosity.verbose());
        Wish wish = wish();
        try {
            LocalEndpoint endpoint = AgentEndpoint.of(composition.data(), composition.variables());
            Path lock = composition.data().resolve("agent.lock");
            Instance.Start start = new Instance(lock, endpoint).start(wish.texts(), patience);
            if (start instanceof Instance.Start.Owner owner) {
                try (OsLock held = owner.lock()) {
                    LOG.debug("the agent of {}", held);
                    return run(wish, Optional.of(endpoint));
                }
            }
            if (start instanceof Instance.Start.TooLong) {
                composition.console().say("agent.too-many", wish.recordings().size());
                return ExitCode.FAILED;
            }
            return start instanceof Instance.Start.Answered answered ? told(wish, answered.answer()) : hung();
        } catch (IOException e) {
            // A full disk or a folder that cannot be written is told by the agent, not by its absence.
            LOG.warn("no lock: {}", e.toString());
            return run(wish, Optional.empty());
        }
    }

    private Wish wish() {
        if (quit) {
            return Wish.of(Wish.Kind.QUIT);
        }
        if (!files.isEmpty()) {
            return Wish.toTranscribe(Recordings.of(files));
        }
        if (dictate || clipboard) {
            return Wish.of(dictate ? Wish.Kind.DICTATE : Wish.Kind.CLIPBOARD);
        }
        return Wish.of(quiet ? Wish.Kind.RUN : Wish.Kind.OPEN);
    }

    private int run(Wish wish, Optional<LocalEndpoint> endpoint) throws InterruptedException {
        if (quit) {
            composition.console().say("agent.not-running");
            return ExitCode.OK;
        }
        CountDownLatch end = new CountDownLatch(1);
        try (AgentComposition agent = new AgentComposition(composition, quiet, end::countDown)) {
            agent.start(endpoint);
            // Opened by a person it shows itself as far as that makes sense.
            wish.command().filter(command -> wish.kind() != Wish.Kind.OPEN).ifPresent(agent::post);
            end.await();
        }
        return ExitCode.OK;
    }

    private int told(Wish wish, List<String> answer) {
        if (answer.equals(Wish.LOOKED_AT)) {
            composition.console().say("agent.looks");
            return ExitCode.OK;
        }
        if (!answer.equals(Wish.TAKEN)) {
            composition.console().say("agent.refused");
            return ExitCode.FAILED;
        }
        switch (wish.kind()) {
            case TRANSCRIBE ->
                composition.console().say("agent.took", wish.recordings().size());
            case RUN, OPEN -> composition.console().say("agent.running");
            case DICTATE, CLIPBOARD, QUIT -> {}
        }
        return ExitCode.OK;
    }

    private int hung() {
        Console console = composition.console();
        console.error(ErrorCode.AGENT_UNRESPONSIVE, List.of());
        Alert.of(quiet).show(new Problem(ErrorCode.AGENT_UNRESPONSIVE, List.of()), console.messages());
        return ExitCode.of(ErrorCode.AGENT_UNRESPONSIVE);
    }
}
