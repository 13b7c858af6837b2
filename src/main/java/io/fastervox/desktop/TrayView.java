package io.fastervox.desktop;

import java.util.List;

/**
 * All that the notification area shows of the program.
 *
 * @param tooltip at most 127 characters are shown
 */
public record TrayView<C>(TrayIcon icon, String tooltip, List<TrayItem<C>> menu) {
    public TrayView {
        menu = List.copyOf(menu);
    }
}
