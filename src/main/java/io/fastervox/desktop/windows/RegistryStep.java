package io.fastervox.desktop.windows;

import java.util.Optional;

/**
 * One of several changes that are made all or not at all: a value is to be this one, or not to be there. To take a step
 * twice is to take it once.
 *
 * @param number counted from one
 * @param wanted empty: none
 */
record RegistryStep(int number, String key, String name, Optional<Registry.Value> wanted) {
    /** The step that puts back what is there now. */
    RegistryStep back(Registry registry) throws WindowsException {
        return new RegistryStep(number, key, name, registry.value(key, name));
    }

    /** Whether something had to be changed. */
    boolean take(Registry registry) throws WindowsException {
        boolean other = !registry.value(key, name).equals(wanted);
        if (wanted.isEmpty()) {
            registry.remove(key, name);
            registry.prune(key);
        } else if (other) {
            registry.write(key, name, wanted.get());
        }
        return other;
    }
}
