package io.fastervox.environment;

import java.nio.file.Path;

/**
 * A Python environment that is installed and verified.
 *
 * @param root its folder
 * @param python its interpreter
 * @param profile the id of its profile, for example {@code cpu}
 * @param lockId the id of the lock it was built from
 */
public record ReadyEnvironment(Path root, Path python, String profile, String lockId) {}
