/**
 * The desktop ports on Windows, through JNA. Every failure keeps the name of the function and its code.
 */
@NullMarked
package io.fastervox.desktop.windows;

import org.jspecify.annotations.NullMarked;
