package io.fastervox.desktop.awt;

import io.fastervox.desktop.TrayItem;
import java.awt.MouseInfo;
import java.awt.Point;
import java.awt.PointerInfo;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.event.PopupMenuEvent;
import javax.swing.event.PopupMenuListener;
import org.jspecify.annotations.Nullable;

/**
 * The menu of the tray icon, drawn by Swing: AWT's own menu has no Chinese letters as soon as Java's default encoding is
 * UTF-8. A window of one pixel lends it the focus, so that keys work in it and a click elsewhere closes it. On the event
 * thread only.
 */
final class TrayPopup<C> {
    private final Consumer<C> chosen;

    TrayPopup(Consumer<C> chosen) {
        this.chosen = chosen;
    }

    /** Beside the pointer, on the side with more room. */
    void open(List<TrayItem<C>> items) {
        @Nullable PointerInfo pointer = MouseInfo.getPointerInfo();
        Point place = pointer == null ? new Point() : pointer.getLocation();
        JDialog anchor = new JDialog();
        JPopupMenu menu = new JPopupMenu();
        items.forEach(item -> menu.add(line(item)));
        menu.addPopupMenuListener(new Closing(anchor));
        anchor.addWindowFocusListener(new WindowAdapter() {
            @Override
            public void windowLostFocus(WindowEvent event) {
                menu.setVisible(false);
            }
        });
        anchor.setUndecorated(true);
        anchor.setType(Window.Type.UTILITY); // no button in the taskbar
        anchor.setAlwaysOnTop(true);
        anchor.setBounds(place.x, place.y, 1, 1);
        anchor.setVisible(true);
        anchor.toFront();
        boolean below = place.y > anchor.getGraphicsConfiguration().getBounds().getCenterY();
        menu.show(anchor.getContentPane(), 0, below ? -menu.getPreferredSize().height : 0);
    }

    private JComponent line(TrayItem<C> item) {
        if (item instanceof TrayItem.Action<C> action) {
            JMenuItem line = new JMenuItem(action.label());
            line.setEnabled(action.enabled());
            line.addActionListener(event -> chosen.accept(action.choice()));
            return line;
        }
        if (item instanceof TrayItem.Tick<C> tick) {
            JCheckBoxMenuItem line = new JCheckBoxMenuItem(tick.label(), tick.on());
            line.setEnabled(tick.enabled());
            line.addActionListener(event -> chosen.accept(tick.choice()));
            return line;
        }
        if (item instanceof TrayItem.Group<C> group) {
            JMenu line = new JMenu(group.label());
            group.items().forEach(inner -> line.add(line(inner)));
            return line;
        }
        if (item instanceof TrayItem.Caption<C> caption) {
            JMenuItem line = new JMenuItem(caption.label());
            line.setEnabled(false);
            return line;
        }
        return new JPopupMenu.Separator();
    }

    private record Closing(JDialog anchor) implements PopupMenuListener {
        @Override
        public void popupMenuWillBecomeVisible(PopupMenuEvent event) {}

        @Override
        public void popupMenuWillBecomeInvisible(PopupMenuEvent event) {
            anchor.dispose();
        }

        @Override
        public void popupMenuCanceled(PopupMenuEvent event) {}
    }
}
