package io.fastervox.app;

import io.fastervox.config.Settings;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/** A device as people type it: {@code auto}, {@code cpu}, {@code cuda}. */
final class DeviceConverter implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
        return Choice.of(Settings.Device.values(), value).name().toLowerCase(Locale.ROOT);
    }
}
