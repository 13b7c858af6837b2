package io.fastervox.ui;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.FocusListener;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.Scrollable;
import javax.swing.SwingUtilities;

/** The content of a window: as wide as the window, as high as that or as it needs. What has the keyboard is in sight. */
final class Scrolled extends JPanel implements Scrollable {
    private static final long serialVersionUID = 1L;
    private static final int LINE = 20;

    Scrolled(JComponent content) {
        super(new BorderLayout());
        add(content);
        follow(content, new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                Component part = event.getComponent();
                scrollRectToVisible(SwingUtilities.convertRectangle(part.getParent(), part.getBounds(), Scrolled.this));
            }
        });
    }

    private static void follow(Container container, FocusListener follower) {
        for (Component part : container.getComponents()) {
            part.addFocusListener(follower);
            if (part instanceof Container inner) {
                follow(inner, follower);
            }
        }
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return getParent().getHeight() >= getPreferredSize().height;
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return LINE;
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return visible.height - LINE;
    }
}
