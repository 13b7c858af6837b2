/**
 * The user's settings: a versioned record, read leniently and written atomically. Roots come from
 * {@code app.Composition}.
 */
@NullMarked
package io.fastervox.config;

import org.jspecify.annotations.NullMarked;
