/**
 * The running agent: one state machine owned by one thread, the tray menu computed as a value from that
 * state, and what each trigger (hotkey, menu, Explorer) does.
 */
@NullMarked
package io.fastervox.agent;

import org.jspecify.annotations.NullMarked;
