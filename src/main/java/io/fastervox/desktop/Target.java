package io.fastervox.desktop;

/**
 * The window in which a person works.
 *
 * @param window the system's number of it
 * @param process the process it belongs to
 * @param windowClass the name of its kind, for example {@code Notepad}; empty when unknown
 * @param program the file name of its program in lower case, for example {@code notepad.exe}; empty when unknown
 * @param reach whether keys of ours reach it
 */
public record Target(long window, long process, String windowClass, String program, Reach reach) {
    /** Whether keys that this program sends reach a window. */
    public enum Reach {
        REACHED,
        /** The window's program runs with more rights (as administrator); Windows drops our keys without a word. */
        ELEVATED,
        /** The system does not say. */
        UNKNOWN
    }
}
