package io.fastervox.desktop;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A key together with those that are held while it is pressed. Written as {@code Ctrl+Shift+Space}; the same in every
 * language, as on most keyboards.
 */
public record Shortcut(Set<Modifier> modifiers, Key key) {
    /** With Ctrl alone: select all, copy, save, paste, cut, redo, undo. A global shortcut would take them from every program. */
    private static final Set<Key> EDITING = EnumSet.of(Key.A, Key.C, Key.S, Key.V, Key.X, Key.Y, Key.Z);

    public Shortcut {
        modifiers = Set.copyOf(modifiers);
    }

    public static Shortcut of(Key key, Modifier... modifiers) {
        return new Shortcut(Set.of(modifiers), key);
    }

    /** Reads what {@link #toString} writes, in any order and case; empty when it is no shortcut. */
    public static Optional<Shortcut> parse(String text) {
        String[] words = text.strip().split("\\s*\\+\\s*", -1);
        Set<Modifier> modifiers = EnumSet.noneOf(Modifier.class);
        for (String word : Arrays.copyOf(words, words.length - 1)) {
            Optional<Modifier> modifier = find(Modifier.values(), Modifier::label, word);
            if (modifier.isEmpty() || !modifiers.add(modifier.get())) {
                return Optional.empty();
            }
        }
        return find(Key.values(), Key::label, words[words.length - 1]).map(key -> new Shortcut(modifiers, key));
    }

    private static <T> Optional<T> find(T[] values, Function<T, String> label, String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        return Stream.of(values)
                .filter(value -> label.apply(value).toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst();
    }

    /** What a key gives while this shortcut is held: with all of its modifiers, or with some that were let go. */
    public Set<Shortcut> whileHeld(Key pressed) {
        Set<Set<Modifier>> held = new HashSet<>(Set.of(Set.of()));
        for (Modifier modifier : modifiers) {
            for (Set<Modifier> without : List.copyOf(held)) {
                Set<Modifier> with = new HashSet<>(without);
                with.add(modifier);
                held.add(Set.copyOf(with));
            }
        }
        return held.stream().map(some -> new Shortcut(some, pressed)).collect(Collectors.toSet());
    }

    /**
     * Whether it would take a key from people that they write with, everywhere: {@code A}, {@code Shift+Home}; or one that pastes
     * in a terminal, {@code Ctrl+Shift+V}, and so comes from this program, too.
     */
    public boolean takesAKeyOfWriting() {
        Collection<Modifier> commands = EnumSet.of(Modifier.CTRL, Modifier.ALT, Modifier.WIN);
        boolean edits = modifiers.contains(Modifier.CTRL)
                && Set.of(Modifier.CTRL, Modifier.SHIFT).containsAll(modifiers)
                && EDITING.contains(key);
        return edits || (key.writes() && modifiers.stream().noneMatch(commands::contains));
    }

    /** Whether it is what AltGr gives, with which {@code @}, {@code €} and Polish letters are written. */
    public boolean mayBeAltGr() {
        return key.writes() && modifiers.containsAll(Set.of(Modifier.CTRL, Modifier.ALT));
    }

    @Override
    public String toString() {
        return Stream.concat(modifiers.stream().sorted().map(Modifier::label), Stream.of(key.label()))
                .collect(Collectors.joining("+"));
    }
}
