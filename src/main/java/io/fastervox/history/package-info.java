/**
 * What was dictated: an entry for each text, beside its recording, until the limits of the settings. Every entry is a file of
 * its own, so that the agent and consoles need no lock, and a damaged one costs only itself. Never logs a text.
 */
@NullMarked
package io.fastervox.history;

import org.jspecify.annotations.NullMarked;
