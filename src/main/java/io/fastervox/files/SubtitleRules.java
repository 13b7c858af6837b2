package io.fastervox.files;

import java.time.Duration;

/**
 * What makes subtitles readable. A full-width character takes two columns, every other one column.
 *
 * @param maxColumns of a line; 42 is the customary limit for alphabets
 * @param maxWideColumns of a line that is mostly full-width; 32 are the customary 16 Chinese characters
 * @param maxLines of one cue
 * @param minDuration a shorter cue stays longer where there is room before the next one
 * @param maxDuration a longer cue is cut in two or leaves the screen
 */
public record SubtitleRules(
        int maxColumns, int maxWideColumns, int maxLines, Duration minDuration, Duration maxDuration) {
    public static final SubtitleRules DEFAULT =
            new SubtitleRules(42, 32, 2, Duration.ofSeconds(1), Duration.ofSeconds(7));

    public SubtitleRules {
        if (maxColumns < 2 || maxWideColumns < 2 || maxLines < 1) {
            throw new IllegalArgumentException("lines of " + maxColumns + "/" + maxWideColumns + " × " + maxLines);
        }
        if (minDuration.isNegative() || maxDuration.compareTo(minDuration) < 0 || maxDuration.isZero()) {
            throw new IllegalArgumentException("from " + minDuration + " to " + maxDuration);
        }
    }

    /** Lines of that many columns; full-width characters count as two. */
    public SubtitleRules withColumns(int columns) {
        return new SubtitleRules(columns, columns, maxLines, minDuration, maxDuration);
    }

    public SubtitleRules withMaxLines(int lines) {
        return new SubtitleRules(maxColumns, maxWideColumns, lines, minDuration, maxDuration);
    }
}
