/**
 * The use case <em>recording to text to insertion</em>.
 */
@NullMarked
package io.fastervox.dictation;

import org.jspecify.annotations.NullMarked;
