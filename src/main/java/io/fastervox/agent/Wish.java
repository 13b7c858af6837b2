package io.fastervox.agent;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.GivenPath;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a start of the program is for. One that finds the agent running hands its wish over as texts, which a small native
 * program writes too.
 *
 * @param recordings whole paths; none unless they are to be transcribed
 * @param unusable recordings whose names Java knows no file by, such as one that ends with a space
 */
public record Wish(Kind kind, List<Path> recordings, List<Unusable> unusable) {
    /** The answer to a wish that is being fulfilled. */
    public static final List<String> TAKEN = List.of("taken");

    /** The answer to one that is not. */
    public static final List<String> REFUSED = List.of("refused");

    /** The answer when nobody knows yet: a drive or share does not answer. If nothing comes of it, the agent tells that. */
    public static final List<String> LOOKED_AT = List.of("looked-at");

    /** What can be wished for. */
    public enum Kind {
        /** That it runs. */
        RUN,
        OPEN,
        DICTATE,
        TRANSCRIBE,
        /** What was copied. */
        CLIPBOARD,
        QUIT
    }

    /** A recording as it was named, and why that is no name. */
    public record Unusable(String name, String reason) {
        public Problem problem() {
            return new Problem(ErrorCode.AUDIO_UNREADABLE, List.of(name, reason));
        }
    }

    public Wish {
        recordings = List.copyOf(recordings);
        unusable = List.copyOf(unusable);
    }

    public static Wish of(Kind kind) {
        return new Wish(kind, List.of(), List.of());
    }

    public static Wish toTranscribe(List<Path> recordings) {
        return new Wish(
                Kind.TRANSCRIBE, recordings.stream().map(Path::toAbsolutePath).toList(), List.of());
    }

    /** To transcribe the files of these names. */
    public static Wish naming(List<String> names) {
        List<Path> recordings = new ArrayList<>();
        List<Unusable> unusable = new ArrayList<>();
        for (String name : names) {
            try {
                recordings.add(GivenPath.of(name));
            } catch (InvalidPathException e) { // the others are done
                unusable.add(new Unusable(name, e.getReason()));
            }
        }
        return new Wish(Kind.TRANSCRIBE, recordings, unusable);
    }

    /** What there is to tell of unusable names. */
    public Optional<Report.FilesRefused> refusal() {
        return unusable.isEmpty()
                ? Optional.empty()
                : Optional.of(new Report.FilesRefused(
                        unusable.stream().map(Unusable::problem).toList(), unusable.size() + recordings.size()));
    }

    public List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(kind.name().toLowerCase(Locale.ROOT)));
        recordings.forEach(recording -> texts.add(recording.toString()));
        return texts;
    }

    /** Empty when it is none that this version knows. */
    public static Optional<Wish> in(List<String> texts) {
        try {
            Kind kind = Kind.valueOf(texts.isEmpty() ? "" : texts.get(0).toUpperCase(Locale.ROOT));
            List<String> names = texts.subList(1, texts.size());
            Wish named = naming(names);
            boolean whole = named.recordings().stream().allMatch(Path::isAbsolute);
            return whole && names.isEmpty() == (kind != Kind.TRANSCRIBE)
                    ? Optional.of(new Wish(kind, named.recordings(), named.unusable()))
                    : Optional.empty();
        } catch (IllegalArgumentException e) { // an unknown kind
            return Optional.empty();
        }
    }

    /** What the agent makes of it; nothing when it is enough that it runs. */
    public Optional<Command> command() {
        return switch (kind) {
            case RUN -> Optional.empty();
            case OPEN -> Optional.of(new Command.Show(Windows.Window.WELCOME));
            case DICTATE -> Optional.of(new Command.Dictate());
            case TRANSCRIBE -> Optional.of(new Command.Transcribe(recordings, unusable));
            case CLIPBOARD -> Optional.of(new Command.TranscribeClipboard());
            case QUIT -> Optional.of(new Command.Quit());
        };
    }
}
