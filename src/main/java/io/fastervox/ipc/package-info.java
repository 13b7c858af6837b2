/**
 * Single instance: an OS lock decides who is the agent; others hand their arguments over and leave.
 */
@NullMarked
package io.fastervox.ipc;

import org.jspecify.annotations.NullMarked;
