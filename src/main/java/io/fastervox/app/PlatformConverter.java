package io.fastervox.app;

import io.fastervox.environment.PlatformId;
import picocli.CommandLine.ITypeConverter;

/** A system as people type it: {@code windows}, {@code linux}. */
final class PlatformConverter implements ITypeConverter<PlatformId> {
    @Override
    public PlatformId convert(String value) {
        return Choice.of(PlatformId.values(), value);
    }
}
