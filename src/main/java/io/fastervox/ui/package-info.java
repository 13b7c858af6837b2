/**
 * Windows and the recording pill (Swing, FlatLaf): views over the agent's state that take no decisions.
 * Together with {@code desktop.awt} the only package that may use AWT.
 */
@NullMarked
package io.fastervox.ui;

import org.jspecify.annotations.NullMarked;
