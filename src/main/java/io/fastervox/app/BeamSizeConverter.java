package io.fastervox.app;

import picocli.CommandLine.ITypeConverter;

/** A whole number from 1 to 100, which is what the engine takes. */
final class BeamSizeConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        if (!value.matches("[1-9][0-9]?|100")) {
            throw new NotPossible("1–100");
        }
        return Integer.valueOf(value);
    }
}
