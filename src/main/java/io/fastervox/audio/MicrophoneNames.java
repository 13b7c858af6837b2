package io.fastervox.audio;

import java.util.List;
import java.util.Optional;

/** Names of microphones, of which people give the beginning and some systems cut the end. */
final class MicrophoneNames {
    /** What DirectSound leaves of a name where Java's bug 8301846 is not mended. */
    private static final int CUT = 31;

    private MicrophoneNames() {}

    /** The very name, else one that begins so, else one that was cut. */
    static Optional<String> find(String wanted, List<String> names) {
        return names.stream()
                .filter(wanted::equals)
                .findFirst()
                .or(() -> names.stream().filter(name -> fit(wanted, name)).findFirst());
    }

    static boolean fit(String wanted, String name) {
        boolean cut = name.length() >= CUT && wanted.startsWith(name);
        return !wanted.isBlank() && (name.startsWith(wanted) || cut);
    }
}
