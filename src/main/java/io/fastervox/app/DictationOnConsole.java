package io.fastervox.app;

import io.fastervox.audio.Chime;
import io.fastervox.audio.Recording;
import io.fastervox.audio.RecordingNotice;
import io.fastervox.dictation.DictationListener;
import io.fastervox.dictation.DictationOutcome;
import io.fastervox.dictation.DictationOutcome.Done;
import io.fastervox.dictation.DictationOutcome.Failed;
import io.fastervox.dictation.DictationOutcome.NoSpeech;
import io.fastervox.dictation.ReleaseToText;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Shows dictations on a console: their texts on standard output, all else on standard error. */
final class DictationOnConsole implements DictationListener {
    /** As much of what was heard so far as fits into a line. */
    private static final int SHOWN = 76;

    private final Console console;
    private final boolean json;
    private final boolean verbose;
    private final boolean keyboard;
    private final Optional<Chime> chime;
    private final BlockingQueue<DictationOutcome> outcomes = new LinkedBlockingQueue<>();

    /**
     * @param json whether each text comes as an object, with its times
     * @param keyboard whether a key ends the recording
     */
    DictationOnConsole(Console console, boolean json, boolean verbose, boolean keyboard, Optional<Chime> chime) {
        this.console = console;
        this.json = json;
        this.verbose = verbose;
        this.keyboard = keyboard;
        this.chime = chime;
    }

    /** Says that an earlier run has left a recording. */
    void offer(Recording recording) {
        String when = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
                .withLocale(console.messages().locale())
                .withZone(ZoneId.systemDefault())
                .format(recording.started());
        console.say("dictate.left", when, seconds(recording.length()), recording.file());
    }

    /** Waits for the next end of a dictation. */
    DictationOutcome await() throws InterruptedException {
        return outcomes.take();
    }

    @Override
    public void recording(long dictation, String device) {
        if (keyboard) {
            console.say("dictate.recording", device);
        } else {
            console.say("dictate.from", device);
        }
        chime.ifPresent(Chime::play);
    }

    @Override
    public void notice(long dictation, RecordingNotice notice) {
        console.line(console.messages().cause(notice.code(), notice.arguments()));
        console.line("      " + console.messages().advice(notice.code(), notice.arguments()));
    }

    /** The end of it: the person sees that they are heard. */
    @Override
    public void heard(long dictation, String text) {
        if (!text.isEmpty()) {
            int begin = text.length() <= SHOWN ? 0 : text.offsetByCodePoints(text.length(), -SHOWN);
            console.line("… " + text.substring(begin));
        }
    }

    @Override
    public void transcribing(long dictation, Duration length) {
        console.say("dictate.transcribing", seconds(length));
    }

    @Override
    public void ended(long dictation, DictationOutcome outcome) {
        if (outcome instanceof Done done) {
            tell(done.text(), done.language(), done.length(), done.times());
        } else if (outcome instanceof NoSpeech nothing) {
            console.say("dictate.no-speech");
            nothing.kept().ifPresent(this::tellKept);
            tell("", Optional.empty(), nothing.length(), nothing.times());
        } else if (outcome instanceof Failed failed) {
            console.error(failed.problem());
            failed.kept().ifPresent(this::tellKept);
        } else {
            console.say("dictate.nothing");
        }
        outcomes.add(outcome);
    }

    private void tellKept(Recording recording) {
        console.say("dictate.kept", recording.file());
    }

    private void tell(String text, Optional<String> language, Duration length, ReleaseToText times) {
        console.progress().clear();
        if (json) {
            console.json(view(text, language, length, times));
        } else if (!text.isEmpty()) {
            console.result(text);
        }
        if (verbose) {
            console.say(
                    "dictate.times",
                    seconds(times.total()),
                    seconds(times.drain()),
                    seconds(times.queue()),
                    seconds(times.decode()));
        }
    }

    private static Map<String, Object> view(
            String text, Optional<String> language, Duration length, ReleaseToText times) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("text", text);
        view.put("language", language.orElse(null));
        view.put("duration", length.toMillis() / 1000.0);
        view.put("drain", times.drain().toMillis() / 1000.0);
        view.put("queue", times.queue().toMillis() / 1000.0);
        view.put("decode", times.decode().toMillis() / 1000.0);
        return view;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.2f", duration.toMillis() / 1000.0);
    }
}
