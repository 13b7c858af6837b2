package io.fastervox.agent;

/**
 * What the agent shows besides the tray. Views send {@link Command}s back. All methods may be called on any thread and
 * return at once.
 */
public interface Windows extends AutoCloseable {
    /** Where there is no screen. */
    Windows NONE = new Windows() {
        @Override
        public void show(Window window) {}

        @Override
        public void update(AgentState state) {}

        @Override
        public void level(double level) {}

        @Override
        public void heard(String text) {}

        @Override
        public void close() {}
    };

    /** Opens a window or brings it to the front. */
    void show(Window window);

    /** What the windows shall show from now on. */
    void update(AgentState state);

    /** How loud the microphone is now, from 0 to 1. */
    void level(double level);

    /** What was heard of a dictation so far; empty when one begins. */
    void heard(String text);

    @Override
    void close();

    enum Window {
        WELCOME,
        SETTINGS,
        /** The queue of recordings. */
        FILES,
        /** Asks for recordings and sends {@link Command.Transcribe}. */
        CHOOSE_FILES
    }
}
