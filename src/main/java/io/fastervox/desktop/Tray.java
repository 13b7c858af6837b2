package io.fastervox.desktop;

/**
 * The program's place in the notification area. What is chosen there reaches the consumer that the adapter was made with.
 *
 * @param <C> what an entry of the menu stands for
 */
public interface Tray<C> extends AutoCloseable {
    /** Shows this from now on. A view that equals the present one costs nothing. Called by one thread. */
    Presence show(TrayView<C> view);

    /** Takes the icon away. */
    @Override
    void close();

    /** Whether people can see it. */
    sealed interface Presence {
        record Shown() implements Presence {}

        record Unsupported(String reason) implements Presence {}
    }
}
