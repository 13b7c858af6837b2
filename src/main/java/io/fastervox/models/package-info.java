/**
 * The catalogue of speech models, where they come from, and the verified store on disk. A model counts
 * as usable only after a {@link io.fastervox.models.LoadProbe} has loaded it.
 */
@NullMarked
package io.fastervox.models;

import org.jspecify.annotations.NullMarked;
