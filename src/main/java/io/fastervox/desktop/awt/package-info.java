/**
 * The desktop ports that the JDK's AWT serves (tray, clipboard, notifications).
 */
@NullMarked
package io.fastervox.desktop.awt;

import org.jspecify.annotations.NullMarked;
