package io.fastervox.desktop;

import java.util.Optional;

/** What a person has in front of them. */
@FunctionalInterface
public interface Foreground {
    /** The window that gets the keys now; empty when there is none, such as on a locked screen. */
    Optional<Target> current();
}
