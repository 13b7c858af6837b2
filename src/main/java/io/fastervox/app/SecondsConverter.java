package io.fastervox.app;

import java.math.BigDecimal;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/** Seconds, with up to three decimals. */
final class SecondsConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
        if (!value.matches("[0-9]{1,4}([.][0-9]{1,3})?")) {
            throw new NotPossible("0.5, 2, …");
        }
        return Duration.ofMillis(new BigDecimal(value).movePointRight(3).longValueExact());
    }
}
