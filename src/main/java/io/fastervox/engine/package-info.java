/**
 * What turns audio into text: the {@link io.fastervox.engine.Engine} port and the values that cross it. Knows
 * neither Python nor processes; {@code engine.worker} is the implementation on this machine.
 */
@NullMarked
package io.fastervox.engine;

import org.jspecify.annotations.NullMarked;
