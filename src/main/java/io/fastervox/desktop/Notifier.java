package io.fastervox.desktop;

/** Tells people something that they did not ask for, beside what they work on. */
@FunctionalInterface
public interface Notifier {
    /** Shows it, if the desktop can; returns at once. */
    void show(Balloon balloon);
}
