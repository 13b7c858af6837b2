package io.fastervox.app;

import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.files.EngineSource;
import io.fastervox.files.ModelWish;
import io.fastervox.files.UsedModel;
import io.fastervox.support.CodedException;
import java.util.Optional;

/**
 * The engines of the agent's queue: the one that dictation has, as soon as there is one; another for a job that wants
 * another model or device.
 */
final class FilesEngines implements EngineSource, AutoCloseable {
    private static final String ENGLISH_ONLY = ".en";

    private final AgentEngine engine;
    private final PreparedEngines others;

    FilesEngines(AgentEngine engine, PreparedEngines others) {
        this.engine = engine;
        this.others = others;
    }

    @Override
    public Ready ready(ModelWish wish, TranscriptionRequest request) throws CodedException, InterruptedException {
        AgentEngine.Present present = engine.await();
        if (!serves(present.used(), wish, request)) {
            return others.ready(wish, request);
        }
        present.ready().engine().load(present.ready().model());
        return new Ready(present.ready().engine(), present.used());
    }

    private static boolean serves(UsedModel used, ModelWish wish, TranscriptionRequest request) {
        boolean understands =
                !used.id().endsWith(ENGLISH_ONLY) || request.language().equals(Optional.of("en"));
        return understands
                && request.task() == Task.TRANSCRIBE
                && wish.model().orElse(used.id()).equals(used.id())
                && wish.device().orElse(used.device()).equals(used.device())
                && wish.computeType().orElse(used.computeType()).equals(used.computeType());
    }

    @Override
    public void close() {
        others.close();
    }
}
