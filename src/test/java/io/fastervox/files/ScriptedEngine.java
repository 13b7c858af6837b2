package io.fastervox.files;

import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.EngineInfo;
import io.fastervox.engine.ModelSpec;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import java.util.ArrayList;
import java.util.List;

/** An engine that does with each request what the test says, and remembers the names of the recordings. */
final class ScriptedEngine implements Engine {
    final List<String> asked = new ArrayList<>();
    private final Script script;

    ScriptedEngine(Script script) {
        this.script = script;
    }

    @Override
    public EngineInfo info() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void load(ModelSpec model) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
            throws EngineException, InterruptedException {
        asked.add(request.recording().getFileName().toString());
        return script.transcribe(request, listener);
    }

    @Override
    public void close() {}

    interface Script {
        TranscriptionResult transcribe(TranscriptionRequest request, TranscriptionListener listener)
                throws EngineException, InterruptedException;
    }
}
