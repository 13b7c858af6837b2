package io.fastervox.desktop.awt;

import io.fastervox.desktop.TrayItem;
import java.awt.CheckboxMenuItem;
import java.awt.Menu;
import java.awt.MenuItem;
import java.util.List;
import java.util.function.Consumer;

/**
 * Draws the lines of a menu. Lines that are there stay, as far as they are of the same kind: a menu that is open keeps
 * standing while a number in it changes. On the event thread only.
 */
final class PopupLines<C> {
    private final Consumer<C> chosen;

    PopupLines(Consumer<C> chosen) {
        this.chosen = chosen;
    }

    void draw(Menu menu, List<TrayItem<C>> before, List<TrayItem<C>> now) {
        for (int i = 0; i < now.size(); i++) {
            boolean there = i < before.size() && i < menu.getItemCount();
            if (there && before.get(i).equals(now.get(i))) {
                continue;
            }
            if (there && mended(menu.getItem(i), before.get(i), now.get(i))) {
                continue;
            }
            if (there) {
                menu.remove(i);
            }
            menu.insert(item(now.get(i)), i);
        }
        while (menu.getItemCount() > now.size()) {
            menu.remove(menu.getItemCount() - 1);
        }
    }

    /** Whether the line could be changed into the new one in place. */
    private boolean mended(MenuItem line, TrayItem<C> before, TrayItem<C> now) {
        if (before instanceof TrayItem.Caption && now instanceof TrayItem.Caption<C> caption) {
            line.setLabel(caption.label());
            return true;
        }
        if (before instanceof TrayItem.Group<C> old
                && now instanceof TrayItem.Group<C> group
                && line instanceof Menu menu) {
            menu.setLabel(group.label());
            draw(menu, old.items(), group.items());
            return true;
        }
        return false;
    }

    private MenuItem item(TrayItem<C> item) {
        if (item instanceof TrayItem.Action<C> action) {
            MenuItem line = new MenuItem(action.label());
            line.setEnabled(action.enabled());
            line.addActionListener(event -> chosen.accept(action.choice()));
            return line;
        }
        if (item instanceof TrayItem.Tick<C> tick) {
            CheckboxMenuItem line = new CheckboxMenuItem(tick.label(), tick.on());
            line.addItemListener(event -> {
                line.setState(tick.on()); // what is on is told by the next view
                chosen.accept(tick.choice());
            });
            return line;
        }
        if (item instanceof TrayItem.Group<C> group) {
            Menu line = new Menu(group.label());
            draw(line, List.of(), group.items());
            return line;
        }
        if (item instanceof TrayItem.Caption<C> caption) {
            MenuItem line = new MenuItem(caption.label());
            line.setEnabled(false);
            return line;
        }
        return new MenuItem("-");
    }
}
