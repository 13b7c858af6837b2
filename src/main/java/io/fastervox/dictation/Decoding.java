package io.fastervox.dictation;

import io.fastervox.audio.Recording;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.OptionalInt;

/** From a whole recording to its text: where {@link LiveDecoding} could not do it, and for recordings that were kept. */
final class Decoding {
    /** Greedy: five beams cost twice the time and find hardly more in a sentence. */
    private static final int BEAM_SIZE = 1;

    private final EngineSupply engines;

    Decoding(EngineSupply engines) {
        this.engines = engines;
    }

    /** An engine that has its model. */
    EngineSupply.Ready ready() throws CodedException, InterruptedException {
        EngineSupply.Ready ready = engines.get();
        ready.engine().load(ready.model());
        return ready;
    }

    TranscriptionResult decode(EngineSupply.Ready ready, Recording recording, DictationWish wish)
            throws CodedException, InterruptedException {
        TranscriptionRequest request = new TranscriptionRequest(
                recording.file().toAbsolutePath(),
                wish.language(),
                Task.TRANSCRIBE,
                BEAM_SIZE,
                false,
                true,
                Optional.empty(),
                wish.text().hotwords(),
                OptionalInt.empty(),
                0);
        return ready.engine().transcribe(request, new TranscriptionListener() {});
    }
}
