package io.fastervox.app;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.files.Batch;
import io.fastervox.files.BatchListener;
import io.fastervox.files.FileOutcome;
import io.fastervox.files.JsonWriter;
import io.fastervox.files.Transcript;
import io.fastervox.files.UsedModel;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows a batch as it goes: the text of each segment, a line of JSON per recording, or the names of the files written. */
final class BatchOnConsole implements BatchListener {
    private final Console console;
    private final boolean json;
    private final boolean printText;
    private Supplier<Optional<UsedModel>> model = Optional::empty;

    /**
     * @param json whether each recording gives a line of JSON
     * @param printText whether the text is printed when it is not JSON
     */
    BatchOnConsole(Console console, boolean json, boolean printText) {
        this.console = console;
        this.json = json;
        this.printText = printText && !json;
    }

    /** The same, with what the JSON says of its origin. */
    BatchOnConsole with(Supplier<Optional<UsedModel>> used) {
        model = used;
        return this;
    }

    @Override
    public TranscriptionListener begun(Path recording, int number, int total) {
        if (total > 1) {
            console.say("transcribe.begun", number, total, recording.getFileName());
        }
        return new Ears(recording);
    }

    @Override
    public void ended(FileOutcome outcome) {
        if (outcome instanceof FileOutcome.Failed failed) {
            console.error(failed.error());
        } else if (outcome instanceof FileOutcome.Misplaced misplaced) {
            kept(misplaced);
        } else if (outcome instanceof FileOutcome.Done done) {
            if (json) {
                console.result(new JsonWriter().line(Transcript.of(done.recording(), done.result(), model.get())));
            }
            done.outputs().forEach(file -> console.say("transcribe.written", file));
            tellOfDamage(done.recording(), done.result());
            if (done.result().segments().isEmpty()) {
                console.say("transcribe.no-speech", done.recording().getFileName());
            }
            double factor =
                    done.result().duration() / Math.max(0.001, done.result().decodeSeconds());
            console.progress().clear();
            if (!done.outputs().isEmpty()) {
                console.say("transcribe.speed", String.format(Locale.ROOT, "%.1f", factor));
            }
        }
    }

    /** Nothing that was transcribed is lost: it is in other files, or on the console. */
    private void kept(FileOutcome.Misplaced misplaced) {
        console.error(misplaced.error());
        if (json) {
            console.result(
                    new JsonWriter().line(Transcript.of(misplaced.recording(), misplaced.result(), model.get())));
        } else if (misplaced.outputs().isEmpty()) {
            console.say("transcribe.not-written", misplaced.recording().getFileName());
            misplaced
                    .result()
                    .segments()
                    .forEach(segment -> print(segment.text().strip()));
        }
        misplaced.outputs().forEach(file -> console.say("transcribe.instead", file));
        tellOfDamage(misplaced.recording(), misplaced.result());
    }

    /** The processor has taken over from a GPU. */
    void gaveWay(EngineException reason) {
        List<Object> arguments = List.of(reason.code().id());
        console.line(console.messages().cause(ErrorCode.GPU_GAVE_WAY, arguments));
        console.line("      " + console.messages().advice(ErrorCode.GPU_GAVE_WAY, arguments));
    }

    private void tellOfDamage(Path recording, TranscriptionResult result) {
        result.damage()
                .map(damage -> new DamagedRecording(recording, result.duration(), damage))
                .ifPresent(damaged -> damaged.tell(console));
    }

    private void print(String text) {
        if (!text.isEmpty()) {
            console.result(text);
        }
    }

    /** The exit code of a whole batch. Tells of an interruption, which is told for none of its recordings. */
    static int ended(Console console, List<FileOutcome> outcomes) {
        boolean cancelled = outcomes.stream().anyMatch(FileOutcome.Cancelled.class::isInstance);
        if (Thread.interrupted() && cancelled) {
            console.error(ErrorCode.TRANSCRIPTION_INTERRUPTED, List.of());
            return ExitCode.of(ErrorCode.TRANSCRIPTION_INTERRUPTED);
        }
        return outcomes.stream().allMatch(FileOutcome.Done.class::isInstance) ? ExitCode.OK : ExitCode.FAILED;
    }

    /** Tells why a recording is refused, if it is; before any work, so that the person can put it right meanwhile. */
    void refused(Batch.Item item) {
        if (item instanceof Batch.Item.Refused refused) {
            console.error(refused.error());
        }
    }

    private final class Ears implements TranscriptionListener {
        private final Path recording;

        Ears(Path recording) {
            this.recording = recording;
        }

        @Override
        public void started(double durationSeconds, Optional<String> language, double languageProbability) {
            progress(0, durationSeconds);
        }

        @Override
        public void segment(Segment segment) {
            if (printText) {
                print(segment.text().strip());
            }
        }

        @Override
        public void progress(double seconds, double durationSeconds) {
            console.progress()
                    .progress(new Progress(
                            "transcribe",
                            recording.getFileName().toString(),
                            Math.round(seconds * 1000),
                            Math.round(durationSeconds * 1000),
                            Progress.Unit.MILLISECONDS_OF_AUDIO));
        }

        @Override
        public void notice(Notice notice) {
            console.say("notice." + notice.name());
        }
    }
}
