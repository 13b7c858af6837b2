/**
 * What becomes of the words of a dictation: one text from its segments, and what the person wishes to have changed in it. Pure;
 * knows neither recordings nor windows. Never logs a text.
 */
@NullMarked
package io.fastervox.dictation.text;

import org.jspecify.annotations.NullMarked;
