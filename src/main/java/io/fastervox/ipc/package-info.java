/**
 * Single instance: an OS lock decides who is the owner ({@link io.fastervox.ipc.Instance}); others hand their arguments over
 * to its {@link io.fastervox.ipc.OwnerDesk}, get an answer, and leave.
 */
@NullMarked
package io.fastervox.ipc;

import org.jspecify.annotations.NullMarked;
