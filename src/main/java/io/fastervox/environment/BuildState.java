package io.fastervox.environment;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code .incomplete}: marks a folder that is being built and says how far it is. Which packages are there needs no note:
 * their RECORDs tell.
 *
 * @param base folder name of the base Python
 * @param own files of the virtual environment; present when that is complete
 */
record BuildState(
        int version, String root, String lockId, String profile, String base, Optional<Map<String, FileFact>> own) {
    static final int VERSION = 1;

    BuildState {
        if (version != VERSION) {
            throw new IllegalArgumentException("version " + version);
        }
        own = own.map(TreeMap::new);
    }

    boolean isFor(Desired desired) {
        return lockId.equals(desired.lock().id())
                && profile.equals(desired.profile().id())
                && base.equals(desired.base());
    }

    BuildState withOwn(Map<String, FileFact> files) {
        return new BuildState(version, root, lockId, profile, base, Optional.of(files));
    }
}
