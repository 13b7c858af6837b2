package io.fastervox.hardware;

/**
 * Why someone who was asked about GPUs has not answered, or not everything. A fact like the others.
 *
 * @param informant who was asked
 * @param detail technical English: the function and its code, the file, the limit; may be empty
 */
public record Trouble(Informant informant, Kind kind, String detail) {
    /** What happened; the message {@code hardware.trouble.<kind>} says it with {0} the informant and {1} the detail. */
    public enum Kind {
        /** It is not on this machine although an NVIDIA GPU is. */
        ABSENT,
        /** The library cannot be loaded. */
        NOT_LOADABLE,
        /** The driver is not loaded. */
        NO_DRIVER,
        /** There is no GPU that it could use. */
        NO_DEVICE,
        /** Parts of the driver are of different versions: it was updated and the machine not restarted. */
        MISMATCH,
        NO_PERMISSION,
        /** The GPU has fallen off the bus, was unplugged, or hangs. */
        LOST,
        /** It did not answer in time and was ended. */
        HUNG,
        /** It ended the process that asked it. */
        CRASHED,
        /** Its answer makes no sense. */
        UNREADABLE,
        /** Any other error. */
        FAILED
    }
}
