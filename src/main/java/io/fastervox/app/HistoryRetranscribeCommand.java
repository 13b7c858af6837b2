package io.fastervox.app;

import io.fastervox.audio.JavaSoundMicrophones;
import io.fastervox.audio.Recorder;
import io.fastervox.audio.Recording;
import io.fastervox.audio.RecordingStore;
import io.fastervox.desktop.MicrophonePrivacy;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.Dictation;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.dictation.text.TextPass;
import io.fastervox.history.History;
import io.fastervox.history.Kept;
import io.fastervox.support.CodedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox history retranscribe}: what another model makes of a recording that was kept. */
@Command(name = "retranscribe", mixinStandardHelpOptions = true, sortOptions = false)
final class HistoryRetranscribeCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "ID", arity = "0..1", descriptionKey = "fvox.history.id")
    private @Nullable String id;

    @Option(names = "--model", paramLabel = "ID", descriptionKey = "fvox.transcribe.model")
    private @Nullable String model;

    @Option(names = "--language", paramLabel = "CODE", descriptionKey = "fvox.transcribe.language")
    private @Nullable String language;

    @Option(names = "--device", paramLabel = "DEVICE", descriptionKey = "fvox.transcribe.device")
    private @Nullable String device;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    HistoryRetranscribeCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        Optional<String> spoken = composition.spoken(Optional.ofNullable(language));
        Preparation.Wish asked = new Preparation.Wish(
                Optional.ofNullable(model), spoken, false, Optional.ofNullable(device), Optional.empty());
        asked.requireAllowed(composition.settings());
        History history = composition.history();
        Kept kept = history.get(Optional.ofNullable(id));
        composition.openLog(verbosity.verbose());
        Path copy = history.recording(kept);
        try {
            Preparation.Prepared prepared = composition.preparation().prepare(asked);
            Archive changed = new ChangedEntry(history, kept, () -> Optional.of(prepared.modelId()));
            return heard(copy, kept, prepared, spoken, changed);
        } finally {
            delete(copy);
        }
    }

    private int heard(Path copy, Kept kept, Preparation.Prepared prepared, Optional<String> spoken, Archive archive)
            throws CodedException, InterruptedException {
        DictationOnConsole shown =
                new DictationOnConsole(composition.console(), json, verbosity.verbose(), false, Optional.empty());
        Duration length =
                Duration.ofMillis(Math.round(1000 * kept.entry().orElseThrow().speech()));
        DictationWish wish = new DictationWish(
                Optional.empty(),
                DictationWish.Way.PASTE,
                Optional.empty(),
                spoken,
                TextPass.of(composition.settings().desk().text(), UiLanguage.ofSystem()));
        try (RecordingStore store = new RecordingStore(composition.data().resolve("recordings"), Clock.systemUTC());
                AgentEngine engine = new AgentEngine();
                Dictation dictation = new Dictation(
                        new Recorder(new JavaSoundMicrophones(), () -> MicrophonePrivacy.Access.UNKNOWN, store),
                        store,
                        engine,
                        new PrintedText(),
                        archive,
                        shown)) {
            engine.use(composition::engine, prepared);
            dictation.again(new Recording(copy, kept.when(), length), wish);
            return shown.await() instanceof DictationOutcome.Failed failed
                    ? ExitCode.of(failed.problem().code())
                    : ExitCode.OK;
        }
    }

    private static void delete(Path copy) {
        try {
            Files.deleteIfExists(copy);
        } catch (IOException e) {
            LoggerFactory.getLogger(HistoryRetranscribeCommand.class).warn("a copy stays for a day: {}", e.toString());
        }
    }
}
