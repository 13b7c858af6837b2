/**
 * Parallel, resumable, hash-verified transfers over HTTP. Knows nothing of Python or models.
 */
@NullMarked
package io.fastervox.download;

import org.jspecify.annotations.NullMarked;
