/**
 * Ports to the desktop and their value types, nothing else. {@code desktop.windows},
 * {@code desktop.awt} and {@code desktop.headless} implement them. All methods return non-null values.
 */
@NullMarked
package io.fastervox.desktop;

import org.jspecify.annotations.NullMarked;
