package io.fastervox.desktop;

/** What happens to the session of a person. */
public enum SessionEvent {
    /** The machine is about to sleep: what is only in memory belongs on disk. */
    SUSPENDING,
    RESUMED,
    LOCKED,
    UNLOCKED,
    /** Another person uses screen and keyboard now, or the remote connection is gone. */
    SWITCHED_AWAY,
    SWITCHED_BACK,
    /** The session ends, and this program with it as soon as the listeners return. */
    ENDING
}
