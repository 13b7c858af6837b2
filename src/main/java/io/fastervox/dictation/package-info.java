/**
 * The use case <em>recording to text to insertion</em>. Whoever hears a key calls {@link io.fastervox.dictation.Dictation};
 * everything that may take long happens on threads of its own, in the order of the presses.
 */
@NullMarked
package io.fastervox.dictation;

import org.jspecify.annotations.NullMarked;
