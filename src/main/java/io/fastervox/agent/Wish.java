package io.fastervox.agent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start of the program is for. One that finds the agent running hands its wish over as texts, which a small native
 * program writes too.
 *
 * @param recordings whole paths; none unless they are to be transcribed
 */
public record Wish(Kind kind, List<Path> recordings) {
    private static final Logger LOG = LoggerFactory.getLogger(Wish.class);

    /** The answer to a wish that is being fulfilled. */
    public static final List<String> TAKEN = List.of("taken");

    /** The answer to one that is not. */
    public static final List<String> REFUSED = List.of("refused");

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

    public Wish {
        recordings = List.copyOf(recordings);
    }

    public static Wish of(Kind kind) {
        return new Wish(kind, List.of());
    }

    public static Wish toTranscribe(List<Path> recordings) {
        return new Wish(
                Kind.TRANSCRIBE, recordings.stream().map(Path::toAbsolutePath).toList());
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
            List<Path> recordings = texts.subList(1, texts.size()).stream()
                    .map(Wish::path)
                    .flatMap(Optional::stream)
                    .toList();
            boolean whole = recordings.stream().allMatch(Path::isAbsolute);
            return whole && recordings.isEmpty() == (kind != Kind.TRANSCRIBE)
                    ? Optional.of(new Wish(kind, recordings))
                    : Optional.empty();
        } catch (IllegalArgumentException e) { // an unknown kind
            return Optional.empty();
        }
    }

    /** Empty for a name that Java knows no file by, such as one that ends with a space: the others are done. */
    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            LOG.warn("a recording whose name cannot be used: {}", e.getReason());
            return Optional.empty();
        }
    }

    /** What the agent makes of it; nothing when it is enough that it runs. */
    public Optional<Command> command() {
        return switch (kind) {
            case RUN -> Optional.empty();
            case OPEN -> Optional.of(new Command.Show(Windows.Window.WELCOME));
            case DICTATE -> Optional.of(new Command.Dictate());
            case TRANSCRIBE -> Optional.of(new Command.Transcribe(recordings));
            case CLIPBOARD -> Optional.of(new Command.TranscribeClipboard());
            case QUIT -> Optional.of(new Command.Quit());
        };
    }
}
