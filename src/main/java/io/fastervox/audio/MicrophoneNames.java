package io.fastervox.audio;

import java.util.List;
import java.util.Optional;

/** Names of microphones, which some systems cut at 31 letters: the beginning decides. */
final class MicrophoneNames {
    private MicrophoneNames() {}

    /** The name that is wanted: the very one, or one of which the other is the beginning. */
    static Optional<String> find(String wanted, List<String> names) {
        return names.stream()
                .filter(wanted::equals)
                .findFirst()
                .or(() -> names.stream().filter(name -> fit(wanted, name)).findFirst());
    }

    static boolean fit(String wanted, String name) {
        return !wanted.isBlank() && !name.isBlank() && (name.startsWith(wanted) || wanted.startsWith(name));
    }
}
