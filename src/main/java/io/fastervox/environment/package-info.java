/**
 * Builds, checks and removes the private Python environment as a transaction: desired state, plan, fetch,
 * install, verify, commit. {@code current.json} is written last and alone says which environment is live.
 */
@NullMarked
package io.fastervox.environment;

import org.jspecify.annotations.NullMarked;
