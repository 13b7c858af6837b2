package io.fastervox.environment;

/**
 * What is to be there.
 *
 * @param base folder name of the base Python
 * @param diskBytes of the finished environment
 */
record Desired(Profile profile, Lock lock, Lock boot, String base, long diskBytes) {
    /** The same with what the publishers of its wheels have stated. */
    Desired with(Lock stated) {
        return new Desired(profile, stated, boot, base, diskBytes);
    }

    /** First part of the names of its folders. */
    String folderPrefix() {
        return lock.id() + "-" + profile.id() + "-";
    }

    /** Whether an environment with this manifest is what is desired. */
    boolean isMetBy(EnvironmentManifest manifest) {
        return manifest.lockId().equals(lock.id())
                && manifest.profile().equals(profile.id())
                && manifest.base().equals(base);
    }
}
