package io.fastervox.app;

import io.fastervox.desktop.windows.MessageBox;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fvox agent}, and what {@code FasterVox.exe} starts: the program in the tray. */
@Command(name = "agent", mixinStandardHelpOptions = true)
final class AgentCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--quiet", descriptionKey = "fvox.agent.quiet")
    private boolean quiet;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    AgentCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws InterruptedException {
        composition.openLog(verbosity.verbose());
        try (Place place = Place.take(composition)) {
            if (place.isTaken()) {
                sayThatItRuns();
                return ExitCode.OK;
            }
            CountDownLatch end = new CountDownLatch(1);
            try (AgentComposition agent = new AgentComposition(composition, quiet, end::countDown)) {
                agent.start();
                end.await();
            }
        }
        return ExitCode.OK;
    }

    private void sayThatItRuns() {
        boolean window = System.getProperty("jpackage.app-path", "").endsWith("\\FasterVox.exe");
        if (window && !quiet) {
            MessageBox.show("Faster-Vox", composition.console().messages().text("agent.running"));
        } else {
            composition.console().say("agent.running");
        }
    }

    /** Of the one agent that a data folder has. */
    private record Place(Optional<OsLock> lock, boolean isTaken) implements AutoCloseable {
        static Place take(Composition composition) {
            try {
                Optional<OsLock> lock = OsLock.tryAcquire(composition.data().resolve("agent.lock"));
                return new Place(lock, lock.isEmpty());
            } catch (IOException e) {
                // A full disk or a folder that cannot be written is told by the agent, not by its absence.
                LoggerFactory.getLogger(AgentCommand.class).warn("no lock: {}", e.toString());
                return new Place(Optional.empty(), false);
            }
        }

        @Override
        public void close() {
            lock.ifPresent(held -> {
                try {
                    held.close();
                } catch (IOException e) {
                    LoggerFactory.getLogger(AgentCommand.class).debug("lock: {}", e.toString());
                }
            });
        }
    }
}
