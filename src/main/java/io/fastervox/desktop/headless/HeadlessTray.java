package io.fastervox.desktop.headless;

import io.fastervox.desktop.Tray;
import io.fastervox.desktop.TrayView;
import java.util.Optional;

/** No tray: remembers what it would show. */
public final class HeadlessTray<C> implements Tray<C> {
    private volatile Optional<TrayView<C>> view = Optional.empty();

    @Override
    public Presence show(TrayView<C> now) {
        view = Optional.of(now);
        return new Presence.Unsupported("there is no display");
    }

    /** What was shown last. */
    public Optional<TrayView<C>> view() {
        return view;
    }

    @Override
    public void close() {}
}
