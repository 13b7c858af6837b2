package io.fastervox.app;

import io.fastervox.engine.Checkpoint;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.CodedException;
import java.util.Optional;

/** An engine whose first failure that a repair of the environment helps against is followed by a second try. */
final class SecondTry implements Engine {
    private Engine engine;
    private final Recovery recovery;
    private final Alongside.Work<Engine> again;

    /** @param again makes an engine of the repaired environment and loads the model */
    SecondTry(Engine engine, Recovery recovery, Alongside.Work<Engine> again) {
        this.engine = engine;
        this.recovery = recovery;
        this.again = again;
    }

    @Override
    public EngineInfo info() throws EngineException, InterruptedException {
        return engine.info();
    }

    @Override
    public void load(ModelSpec model) throws EngineException, InterruptedException {
        engine.load(model);
    }

    @Override
    public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
            throws EngineException, InterruptedException {
        Ears ears = new Ears(listener);
        try {
            return engine.transcribe(request, ears);
        } catch (EngineException e) {
            try {
                if (!recovery.repaired(e) || ears.heard) {
                    throw e; // what was delivered must not be delivered again
                }
                engine = again.run();
            } catch (EngineException same) {
                throw same;
            } catch (CodedException repair) {
                throw new EngineException(repair.code(), repair.toString(), repair, repair.arguments());
            }
        }
        return engine.transcribe(request, listener);
    }

    @Override
    public void close() {
        engine.close();
    }

    /** Notes whether a segment came. */
    private static final class Ears implements TranscriptionListener {
        private final TranscriptionListener listener;
        private boolean heard;

        Ears(TranscriptionListener listener) {
            this.listener = listener;
        }

        @Override
        public void started(double durationSeconds, Optional<String> language, double languageProbability) {
            listener.started(durationSeconds, language, languageProbability);
        }

        @Override
        public void checkpoint(Checkpoint checkpoint) {
            listener.checkpoint(checkpoint);
        }

        @Override
        public void segment(Segment segment) {
            heard = true;
            listener.segment(segment);
        }

        @Override
        public void progress(double seconds, double durationSeconds) {
            listener.progress(seconds, durationSeconds);
        }

        @Override
        public void notice(Notice notice) {
            listener.notice(notice);
        }
    }
}
