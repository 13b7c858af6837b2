package io.fastervox.app;

import io.fastervox.engine.Task;
import picocli.CommandLine.ITypeConverter;

/** The names of tasks as people type them: {@code transcribe}, {@code translate}. */
final class TaskConverter implements ITypeConverter<Task> {
    @Override
    public Task convert(String value) {
        return Choice.of(Task.values(), value);
    }
}
