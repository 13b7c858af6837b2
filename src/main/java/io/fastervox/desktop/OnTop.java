package io.fastervox.desktop;

/** Lifts a window of this program above those of all others, and leaves the keyboard where it is. */
@FunctionalInterface
public interface OnTop {
    /** @param title of the window, which is on the screen already */
    void lift(String title);
}
