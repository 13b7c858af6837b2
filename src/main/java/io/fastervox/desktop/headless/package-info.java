/**
 * The desktop ports without a desktop: consoles, servers, Linux.
 */
@NullMarked
package io.fastervox.desktop.headless;

import org.jspecify.annotations.NullMarked;
