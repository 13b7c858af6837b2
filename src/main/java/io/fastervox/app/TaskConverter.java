package io.fastervox.app;

import io.fastervox.engine.Task;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of tasks as people type them: {@code transcribe}, {@code translate}. */
final class TaskConverter implements ITypeConverter<Task> {
    @Override
    public Task convert(String value) {
        return Arrays.stream(Task.values())
                .filter(task -> task.name().equalsIgnoreCase(value))
                .findAny()
                .orElseThrow(() -> new TypeConversionException("“" + value + "”: "
                        + String.join(
                                ", ",
                                Arrays.stream(Task.values())
                                        .map(t -> t.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }
}
