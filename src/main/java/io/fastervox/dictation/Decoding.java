package io.fastervox.dictation;

import io.fastervox.audio.Recording;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.Task;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** From a whole recording to its text: where {@link LiveDecoding} could not do it, and for recordings that were kept. */
final class Decoding {
    /** Greedy: five beams cost twice the time and find hardly more in a sentence. */
    private static final int BEAM_SIZE = 1;

    private final EngineSupply engines;

    Decoding(EngineSupply engines) {
        this.engines = engines;
    }

    /**
     * An engine that has its model.
     *
     * @param gaveWay hears of the failure when another engine is taken
     */
    EngineSupply.Ready ready(Consumer<EngineException> gaveWay) throws CodedException, InterruptedException {
        EngineSupply.Ready ready = engines.get();
        try {
            ready.engine().load(ready.model());
            return ready;
        } catch (EngineException e) {
            return instead(ready, e, gaveWay);
        }
    }

    private EngineSupply.Ready instead(
            EngineSupply.Ready failed, EngineException failure, Consumer<EngineException> gaveWay)
            throws CodedException, InterruptedException {
        Optional<EngineSupply.Ready> other = engines.instead(failed, failure);
        if (other.isEmpty()) {
            throw failure;
        }
        other.get().engine().load(other.get().model());
        gaveWay.accept(failure);
        return other.get();
    }

    /** @param gaveWay hears of the failure when another engine is taken */
    TranscriptionResult decode(
            EngineSupply.Ready ready, Recording recording, DictationWish wish, Consumer<EngineException> gaveWay)
            throws CodedException, InterruptedException {
        try {
            return decode(ready, recording, wish);
        } catch (EngineException e) {
            return decode(instead(ready, e, gaveWay), recording, wish);
        }
    }

    private static TranscriptionResult decode(EngineSupply.Ready ready, Recording recording, DictationWish wish)
            throws EngineException, InterruptedException {
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
                        0)
                .dictated();
        return ready.engine().transcribe(request, new TranscriptionListener() {});
    }
}
