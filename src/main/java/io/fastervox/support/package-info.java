/**
 * What every package may use and what knows none of them: running processes, retrying, atomic files,
 * messages for people, error codes, progress.
 */
@NullMarked
package io.fastervox.support;

import org.jspecify.annotations.NullMarked;
