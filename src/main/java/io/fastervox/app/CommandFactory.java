package io.fastervox.app;

import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes picocli's command objects; those that work get the {@link Composition} in their constructor. */
final class CommandFactory implements IFactory {
    private final Composition composition;

    CommandFactory(Composition composition) {
        this.composition = composition;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Composition.class) {
                return type.cast(constructor.newInstance(composition));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
