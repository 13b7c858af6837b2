package io.fastervox.desktop;

/** Whether the system lets this program hear the microphone. */
@FunctionalInterface
public interface MicrophonePrivacy {
    /** What the system's settings say now. Costs next to nothing. */
    Access access();

    /** See {@link #access}. */
    enum Access {
        ALLOWED,
        /** Switched off by the person or the organisation. */
        DENIED,
        /** The system has no such setting or does not tell. */
        UNKNOWN
    }
}
