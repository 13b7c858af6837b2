package io.fastervox.app;

import picocli.CommandLine.ITypeConverter;

/** The number of an audio track, counted from 0. */
final class TrackConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String value) {
        if (!value.matches("[0-9]{1,3}")) {
            throw new NotPossible("0, 1, 2, …");
        }
        return Integer.valueOf(value);
    }
}
