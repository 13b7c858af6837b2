/**
 * Facts about this machine (processor, memory, GPU, driver), without any decision.
 */
@NullMarked
package io.fastervox.hardware;

import org.jspecify.annotations.NullMarked;
