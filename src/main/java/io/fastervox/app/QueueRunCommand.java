package io.fastervox.app;

import io.fastervox.files.EngineSource;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.files.Queue;
import io.fastervox.files.QueueListener;
import io.fastervox.support.CodedException;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fvox queue run}: works on the queue in the foreground, until nothing waits. */
@Command(name = "run", mixinStandardHelpOptions = true)
final class QueueRunCommand implements Callable<Integer> {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);
    private static final int TRIES = 21;

    private final Composition composition;
    private final Sleeper sleeper;

    @Option(names = "--stay", descriptionKey = "fvox.queue.run.stay")
    private boolean stay;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    QueueRunCommand(Composition composition) {
        this(composition, Sleeper.REAL);
    }

    QueueRunCommand(Composition composition, Sleeper sleeper) {
        this.composition = composition;
        this.sleeper = sleeper;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.settings().policy().requireFiles();
        composition.openLog(verbosity.verbose());
        QueueOnConsole shown = new QueueOnConsole(composition);
        Ears ears = new Ears(shown);
        List<Job> away;
        Duration pause = Duration.ofMinutes(composition.settings().desk().idleMinutes());
        try (PreparedEngines engines = new PreparedEngines(composition, () -> pause)) {
            Optional<Queue> opened = open(shown.folder(), engines, ears);
            if (opened.isEmpty()) {
                composition.console().say("queue.owned");
                return ExitCode.FAILED;
            }
            shown.tellOfPause();
            try (Queue queue = opened.get()) {
                if (stay) {
                    new CountDownLatch(1).await();
                }
                ears.idle.await();
                away = queue.jobs().stream().filter(Job::isAway).toList();
                away.forEach(ears::away);
            }
        } catch (IOException e) {
            throw shown.unusable(e);
        }
        composition.update().run();
        return !away.isEmpty() || ears.states.containsValue(JobState.FAILED) ? ExitCode.FAILED : ExitCode.OK;
    }

    /** Other commands hold the queue for a moment, to settle a message or to look whether somebody works on it. */
    private Optional<Queue> open(Path folder, EngineSource engines, QueueListener ears)
            throws IOException, InterruptedException {
        Optional<Queue> opened = Queue.open(folder, engines, ears);
        for (int tries = 1; opened.isEmpty() && tries < TRIES; tries++) {
            sleeper.sleep(BETWEEN_TRIES);
            opened = Queue.open(folder, engines, ears);
        }
        return opened;
    }

    private final class Ears implements QueueListener {
        private final QueueOnConsole shown;
        private final Map<Integer, JobState> states = new ConcurrentHashMap<>();
        private final Set<Path> away = ConcurrentHashMap.newKeySet();
        private final CountDownLatch idle = new CountDownLatch(1);

        Ears(QueueOnConsole shown) {
            this.shown = shown;
        }

        @Override
        public void changed(Job job) {
            if (job.isAway()) {
                away(job);
            }
            if (states.put(job.number(), job.state()) != job.state()) {
                if (job.state() == JobState.RUNNING) {
                    away.remove(job.recording().getParent());
                    composition.console().say("queue.begun", Integer.toString(job.number()), job.recording());
                }
                if (!job.isAway()) {
                    shown.ended(job);
                }
            }
            if (job.state() == JobState.RUNNING) {
                shown.progress(job);
            }
        }

        /** Of a folder once, until it is back. */
        void away(Job job) {
            if (away.add(job.recording().getParent())) {
                shown.ended(job);
            }
        }

        @Override
        public void idle() {
            idle.countDown();
        }
    }
}
