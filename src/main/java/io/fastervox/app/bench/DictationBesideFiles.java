package io.fastervox.app.bench;

import io.fastervox.dictation.EngineSupply;
import io.fastervox.files.EngineSource;
import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import io.fastervox.files.Queue;
import io.fastervox.files.QueueListener;
import io.fastervox.support.Sleeper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * What a job of the queue costs somebody who dictates: from the release to the text, with the queue at rest and in the middle
 * of a long recording, alternating, on one engine. The key goes down at a seeded moment after a segment; the queue is put
 * aside and goes on as in the agent.
 */
public final class DictationBesideFiles {
    private static final long SEED = 20261126;
    private static final int MOST_MILLIS = 5000;
    private static final String WITHOUT = "release to text, the queue at rest";
    private static final String WITH = "release to text, a recording in the queue";
    private static final String BACK =
            "from the end of a dictation, or the start, to the next segment of the recording";
    private static final double AIM = 1.5;

    private final EngineSupply.Ready engine;
    private final OneJob job;
    private final Path clip;
    private final Path dictated;

    /**
     * @param dictation what a dictation would get: the same engine, with its model loaded
     * @param clip more than three seconds of English speech
     * @param work an existing folder
     */
    public DictationBesideFiles(EngineSource.Ready ready, EngineSupply.Ready dictation, Path clip, Path work) {
        this.engine = dictation;
        this.job = new OneJob(ready, work);
        this.clip = clip;
        this.dictated = work.resolve("dictated");
    }

    /** @param recording of some minutes; it is transcribed as often as the rounds want it */
    public List<Samples> run(Path recording, int rounds) throws IOException, InterruptedException {
        Series series = new Series();
        Random dice = new Random(SEED);
        Segments segments = new Segments();
        try (PressAndRelease key = new PressAndRelease(clip, () -> engine, dictated);
                Queue queue = job.open(segments)) {
            key.dictate();
            for (int round = 0; round < rounds; round++) {
                long began = System.nanoTime();
                do {
                    if (segments.over()) {
                        queue.obey(job.order(recording));
                    }
                    segments.forget();
                    queue.goOn();
                } while (!segments.awaitNext());
                series.add(BACK, (System.nanoTime() - began) / 1e9);
                Sleeper.REAL.sleep(Duration.ofMillis(dice.nextInt(MOST_MILLIS)));
                queue.putAside();
                series.add(WITH, key.dictate().times().total());
                series.add(WITHOUT, key.dictate().times().total());
            }
        }
        return series.seconds();
    }

    public static Ratio ratio(List<Samples> samples) {
        return Ratio.ofP95(Samples.named(samples, WITH), Samples.named(samples, WITHOUT), AIM);
    }

    /** What comes of the jobs: further segments, and their ends. */
    private static final class Segments implements QueueListener {
        private final BlockingQueue<Job> heard = new LinkedBlockingQueue<>();
        private int known;
        private volatile boolean over = true;

        @Override
        public void changed(Job job) {
            over = job.state().isOver();
            if (over || job.segments() > known) {
                heard.add(job);
            }
            known = job.segments();
        }

        boolean over() {
            return over;
        }

        void forget() {
            heard.clear();
        }

        /** Whether a further segment came, and not the end of the recording. */
        boolean awaitNext() throws IOException, InterruptedException {
            Job job = heard.take();
            if (job.state() == JobState.FAILED) {
                throw new IOException("the job has failed: " + job.problem());
            }
            return !job.state().isOver();
        }
    }
}
