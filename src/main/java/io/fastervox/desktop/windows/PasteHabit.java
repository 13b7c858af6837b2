package io.fastervox.desktop.windows;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fastervox.desktop.Key;
import io.fastervox.desktop.Modifier;
import io.fastervox.desktop.Shortcut;
import io.fastervox.desktop.Target;
import io.fastervox.support.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a kind of window wants to be pasted into. The data is {@code paste-habits.json}.
 *
 * @param classes classes of windows it holds for
 * @param programs programs it holds for, in lower case
 * @param chord the shortcut that pastes, as {@link Shortcut} writes it
 * @param oneLine whether an end of line would be taken as a command
 * @param quietMillis how long the text stays after it was fetched; longer where the clipboard crosses a network
 */
public record PasteHabit(Set<String> classes, Set<String> programs, String chord, boolean oneLine, int quietMillis) {
    /** Everything that is not listed. */
    static final PasteHabit USUAL = new PasteHabit(Set.of(), Set.of(), "Ctrl+V", false, 200);

    private static final List<PasteHabit> SHIPPED = read();

    public PasteHabit {
        classes = Set.copyOf(classes);
        programs = Set.copyOf(programs);
    }

    private static List<PasteHabit> read() {
        try (InputStream in = PasteHabit.class.getResourceAsStream("paste-habits.json")) {
            return List.copyOf(Json.strict().readValue(in, new TypeReference<List<PasteHabit>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a file of our own jar
        }
    }

    /**
     * A person's own for a program; the text stays there as long as usual.
     *
     * @param program its file, in any case
     */
    public static PasteHabit ofProgram(String program, String chord, boolean oneLine) {
        String name = program.toLowerCase(Locale.ROOT);
        int quiet = SHIPPED.stream()
                .filter(habit -> habit.programs.contains(name))
                .findFirst()
                .orElse(USUAL)
                .quietMillis;
        return new PasteHabit(Set.of(), Set.of(name), chord, oneLine, quiet);
    }

    static List<PasteHabit> shipped() {
        return SHIPPED;
    }

    /**
     * The one for a window.
     *
     * @param preferred a person's own, which come first
     */
    static PasteHabit of(Target target, List<PasteHabit> preferred) {
        return Stream.concat(preferred.stream(), SHIPPED.stream())
                .filter(habit ->
                        habit.classes.contains(target.windowClass()) || habit.programs.contains(target.program()))
                .findFirst()
                .orElse(USUAL);
    }

    Shortcut shortcut() {
        return Shortcut.parse(chord).orElse(Shortcut.of(Key.V, Modifier.CTRL));
    }

    /** The text as this kind of window can take it. */
    String fit(String text) {
        return oneLine ? text.strip().replaceAll("\\s*\\R\\s*", " ") : WindowsClipboard.lines(text);
    }
}
