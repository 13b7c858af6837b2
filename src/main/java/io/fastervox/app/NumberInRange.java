package io.fastervox.app;

import picocli.CommandLine.ITypeConverter;

/** A whole number within limits, which a refusal names. */
abstract class NumberInRange implements ITypeConverter<Integer> {
    private final int least;
    private final int most;

    NumberInRange(int least, int most) {
        this.least = least;
        this.most = most;
    }

    @Override
    public final Integer convert(String value) {
        if (value.matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(value);
            if (least <= number && number <= most) {
                return number;
            }
        }
        throw new NotPossible(least + "–" + most);
    }

    /** What the engine takes. */
    static final class BeamSize extends NumberInRange {
        BeamSize() {
            super(1, 100);
        }
    }

    /** Columns of a line of subtitles. */
    static final class LineLength extends NumberInRange {
        LineLength() {
            super(10, 200);
        }
    }

    /** Lines of one subtitle. */
    static final class MaxLines extends NumberInRange {
        MaxLines() {
            super(1, 10);
        }
    }
}
