package io.fastervox.desktop.headless;

import io.fastervox.desktop.Foreground;
import io.fastervox.desktop.Target;
import java.util.Optional;

/** No window, until a program says which one is in front. */
public final class HeadlessForeground implements Foreground {
    private volatile Optional<Target> target = Optional.empty();

    @Override
    public Optional<Target> current() {
        return target;
    }

    public void bring(Target window) {
        target = Optional.of(window);
    }

    /** As on a locked screen. */
    public void leave() {
        target = Optional.empty();
    }
}
