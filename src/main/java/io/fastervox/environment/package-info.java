/**
 * Builds, checks and removes the private Python environment as a transaction: desired state, plan, fetch,
 * install, verify, commit. {@code current.json} is written last and alone says which environment is live.
 *
 * <p>Wheels are unpacked here, not by pip: each file is compared with its wheel's RECORD while it is written, and the
 * RECORD of an installed package is written last, as the proof that the package is whole. pip names the default index and,
 * with virtualenv, lies in the base Python; nothing is installed by it.
 */
@NullMarked
package io.fastervox.environment;

import org.jspecify.annotations.NullMarked;
