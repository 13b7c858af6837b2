package io.fastervox.app;

import io.fastervox.audio.AudioException;
import io.fastervox.audio.Chime;
import io.fastervox.audio.JavaSoundMicrophones;
import io.fastervox.audio.Microphones;
import io.fastervox.audio.Recorder;
import io.fastervox.audio.RecordingStore;
import io.fastervox.audio.RecoveredRecordings;
import io.fastervox.audio.WavMicrophones;
import io.fastervox.config.HistoryChoice;
import io.fastervox.desktop.MicrophonePrivacy;
import io.fastervox.desktop.windows.WindowsMicrophonePrivacy;
import io.fastervox.dictation.Archive;
import io.fastervox.dictation.Dictation;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationWish;
import io.fastervox.dictation.text.TextPass;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fvox dictate}: what is said into the microphone, as text on standard output. */
@Command(name = "dictate", mixinStandardHelpOptions = true, sortOptions = false)
final class DictateCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--microphone", paramLabel = "NAME", descriptionKey = "fvox.dictate.microphone")
    private @Nullable String microphone;

    @Option(names = "--microphones", descriptionKey = "fvox.dictate.microphones")
    private boolean list;

    @Option(names = "--from", paramLabel = "WAV", descriptionKey = "fvox.dictate.from")
    private @Nullable Path from;

    @Option(names = "--realtime", descriptionKey = "fvox.dictate.realtime")
    private boolean realTime;

    @Option(names = "--recovered", descriptionKey = "fvox.dictate.recovered")
    private boolean recovered;

    @Option(names = "--model", paramLabel = "ID", descriptionKey = "fvox.transcribe.model")
    private @Nullable String model;

    @Option(names = "--language", paramLabel = "CODE", descriptionKey = "fvox.transcribe.language")
    private @Nullable String language;

    @Option(names = "--device", paramLabel = "DEVICE", descriptionKey = "fvox.transcribe.device")
    private @Nullable String device;

    @Option(names = "--compute-type", paramLabel = "TYPE", descriptionKey = "fvox.transcribe.compute-type")
    private @Nullable String computeType;

    @Option(
            names = "--chime",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            descriptionKey = "fvox.dictate.chime")
    private boolean chime;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    @Mixin
    private Verbosity verbosity = new Verbosity();

    DictateCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.settings().policy().requireDictation();
        Microphones microphones = microphones();
        if (list) {
            return tellOf(microphones.names());
        }
        Preparation.Wish engineWish = engineWish();
        engineWish.requireAllowed(composition.settings());
        DictationWish wish = new DictationWish(
                Optional.empty(),
                DictationWish.Way.PASTE,
                Optional.ofNullable(microphone),
                engineWish.language(),
                text());
        Path recordings = composition.data().resolve("recordings");
        DictationOnConsole shown = new DictationOnConsole(
                composition.console(),
                json,
                verbosity.verbose(),
                from == null,
                chime && from == null ? Optional.of(new Chime()) : Optional.empty());
        int code;
        HistoryChoice history = composition.settings().desk().history();
        Instant oldest = recovered ? Instant.MIN : history.oldestWithoutText(Instant.now());
        try (RecoveredRecordings left = RecoveredRecordings.in(recordings, oldest);
                RecordingStore store = new RecordingStore(recordings, Clock.systemUTC());
                EarlyEngine early = composition.earlyEngine();
                PromisedEngine engine = new PromisedEngine();
                Dictation dictation = new Dictation(
                        new Recorder(microphones, privacy(), store),
                        store,
                        engine,
                        new PrintedText(),
                        archive(history, engine),
                        shown)) {
            int dictations = recovered ? left.list().size() : 1;
            if (recovered) {
                left.list().forEach(recording -> dictation.again(recording, wish));
            } else {
                left.list().forEach(shown::offer);
                dictation.press(wish);
            }
            if (!recovered && from == null) {
                KeyboardRelease.on(System.in, dictation::release);
            }
            composition.openLog(verbosity.verbose());
            if (!engine.keep(early::of, () -> composition.preparation().prepare(engineWish))) {
                dictation.release(); // there is no use in speaking on; what was said is kept
            }
            code = exitCode(shown, dictations);
        }
        composition.update().run();
        return code;
    }

    private static int exitCode(DictationOnConsole shown, int dictations) throws InterruptedException {
        int code = ExitCode.OK;
        for (int i = 0; i < dictations; i++) {
            if (shown.await() instanceof DictationOutcome.Failed failed) {
                code = ExitCode.of(failed.problem().code());
            }
        }
        return code;
    }

    private Preparation.Wish engineWish() throws CodedException {
        return new Preparation.Wish(
                Optional.ofNullable(model),
                composition.spoken(Optional.ofNullable(language)),
                false,
                Optional.ofNullable(device),
                Optional.ofNullable(computeType));
    }

    private Archive archive(HistoryChoice choice, PromisedEngine engine) {
        return new HistoryArchive(composition.history(), () -> choice, engine::model);
    }

    private TextPass text() {
        TextPass text = TextPass.of(composition.settings().desk().text(), UiLanguage.ofSystem());
        text.notices().forEach(notice -> composition.console().error(notice.code(), notice.arguments()));
        return text;
    }

    private Microphones microphones() {
        return from == null ? new JavaSoundMicrophones() : new WavMicrophones(from, realTime);
    }

    private static MicrophonePrivacy privacy() {
        return System.getProperty("os.name", "").startsWith("Windows")
                ? new WindowsMicrophonePrivacy()
                : () -> MicrophonePrivacy.Access.UNKNOWN;
    }

    private int tellOf(List<String> names) throws AudioException {
        if (names.isEmpty()) {
            throw new AudioException(ErrorCode.MICROPHONE_MISSING, "no microphone");
        }
        names.forEach(composition.console()::result);
        return ExitCode.OK;
    }
}
