package io.fastervox.app;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** One of the constants of an enumeration, as people type them. */
final class Choice {
    private Choice() {}

    /** @throws NotPossible with the names of all */
    static <E extends Enum<E>> E of(E[] constants, String value) {
        List<String> names = Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        int chosen = names.indexOf(value.toLowerCase(Locale.ROOT));
        if (chosen < 0) {
            throw new NotPossible(String.join(", ", names));
        }
        return constants[chosen];
    }
}
