package io.fastervox.support;

/**
 * How far a long piece of work is.
 *
 * @param step message key of the step under {@code step.}, for example {@code fetch}
 * @param detail what is worked on now (a file name), or empty
 * @param done units finished, never more than {@code total} when that is known
 * @param total units in all, 0 when unknown
 * @param unit what is counted
 */
public record Progress(String step, String detail, long done, long total, Unit unit) {
    public Progress {
        if (done < 0 || total < 0) {
            throw new IllegalArgumentException("negative progress " + done + " of " + total);
        }
    }

    /** The start of a step whose size is not known. */
    public static Progress started(String step) {
        return new Progress(step, "", 0, 0, Unit.ITEMS);
    }

    /** What {@link Progress#done} counts. */
    public enum Unit {
        BYTES,
        ITEMS,
        MILLISECONDS_OF_AUDIO
    }
}
