package io.fastervox.ui;

import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.GraphicsConfiguration;
import java.awt.Insets;
import java.awt.MouseInfo;
import java.awt.PointerInfo;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.ScrollPaneConstants;
import org.jspecify.annotations.Nullable;

/**
 * A window of the program: its icon, its margins, its place, and its end by the cross, Escape or a button. It is never higher
 * than the screen; what does not fit is scrolled to, and the button stays in sight.
 */
final class Frame {
    private static final int MARGIN = 16;

    private final JFrame window = new JFrame();
    private final JScrollPane scrolling = new JScrollPane();
    private final JButton close = new JButton();
    private final Runnable closed;
    private boolean ended;

    Frame(Runnable closed) {
        this.closed = closed;
        close.addActionListener(event -> end());
        window.setIconImages(Look.icons());
        window.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        window.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                end();
            }
        });
        window.getRootPane()
                .getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW)
                .put(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), "end");
        window.getRootPane().getActionMap().put("end", new AbstractAction() {
            private static final long serialVersionUID = 1L;

            @Override
            public void actionPerformed(ActionEvent event) {
                end();
            }
        });
    }

    JFrame window() {
        return window;
    }

    void fill(JComponent content) {
        scrolling.setViewportView(new Scrolled(content));
        scrolling.setBorder(BorderFactory.createEmptyBorder());
        scrolling.setHorizontalScrollBarPolicy(ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER);
        JPanel whole = new JPanel(new BorderLayout(MARGIN, MARGIN));
        whole.setBorder(BorderFactory.createEmptyBorder(MARGIN, MARGIN, MARGIN, MARGIN));
        whole.add(scrolling);
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.TRAILING, 0, 0));
        buttons.add(close);
        whole.add(buttons, BorderLayout.SOUTH);
        window.setContentPane(whole);
    }

    void nameClosing(String text) {
        close.setText(text);
    }

    /** Grows when its content needs more; the person may have made it larger. */
    void fit() {
        if (!window.isDisplayable()) {
            return;
        }
        Rectangle screen = usable(window.getGraphicsConfiguration());
        Dimension needed = capped(window.getPreferredSize(), screen, scrollBar());
        int width = Math.max(window.getWidth(), needed.width);
        int height = Math.max(window.getHeight(), needed.height);
        if (width != window.getWidth() || height != window.getHeight()) {
            int lowest = screen.y + screen.height - height;
            window.setBounds(window.getX(), Math.max(screen.y, Math.min(window.getY(), lowest)), width, height);
            window.validate();
        }
    }

    /** No higher than the screen, and then with room for a scroll bar. */
    static Dimension capped(Dimension needed, Rectangle screen, int scrollBar) {
        return needed.height <= screen.height ? needed : new Dimension(needed.width + scrollBar, screen.height);
    }

    private int scrollBar() {
        return scrolling.getVerticalScrollBar().getPreferredSize().width;
    }

    /** Without the taskbar. */
    private Rectangle usable(GraphicsConfiguration configuration) {
        Rectangle screen = configuration.getBounds();
        Insets taken = window.getToolkit().getScreenInsets(configuration);
        return new Rectangle(
                screen.x + taken.left,
                screen.y + taken.top,
                screen.width - taken.left - taken.right,
                screen.height - taken.top - taken.bottom);
    }

    /** In the middle of the screen where the pointer is. */
    void open() {
        if (!window.isVisible()) {
            window.pack();
            @Nullable PointerInfo pointer = MouseInfo.getPointerInfo();
            Rectangle screen = usable(
                    pointer == null
                            ? window.getGraphicsConfiguration()
                            : pointer.getDevice().getDefaultConfiguration());
            window.setSize(capped(window.getSize(), screen, scrollBar()));
            window.setLocation(
                    screen.x + Math.max(0, (screen.width - window.getWidth()) / 2),
                    screen.y + Math.max(0, (screen.height - window.getHeight()) / 3));
            window.setVisible(true);
        }
        window.setExtendedState(JFrame.NORMAL);
        window.toFront();
        close.requestFocus(); // not the window itself: a key comes to its actions by way of what is in it
    }

    void end() {
        if (!ended) {
            ended = true;
            window.dispose();
            closed.run();
        }
    }
}
