/**
 * The user's settings: a versioned record, read leniently and written atomically. Bad settings never stop a start: a field
 * that cannot be used falls back to its default, a file that cannot be read is kept beside, and the caller gets a notice to
 * show. Roots come from {@code app.Composition}.
 */
@NullMarked
package io.fastervox.config;

import org.jspecify.annotations.NullMarked;
