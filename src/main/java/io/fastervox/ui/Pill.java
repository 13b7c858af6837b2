package io.fastervox.ui;

import io.fastervox.desktop.OnTop;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Insets;
import java.awt.MouseInfo;
import java.awt.PointerInfo;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Toolkit;
import java.awt.Window;
import java.awt.geom.RoundRectangle2D;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.UIManager;
import org.jspecify.annotations.Nullable;

/**
 * A small sign at the lower edge of the screen where the person works, while a recording runs and its text is made. It never
 * takes the focus, so that keys go where they went before. On the event thread only.
 */
final class Pill {
    private static final int TALL = 36;
    private static final int BARS = 5;
    /** Of a pill that shows what is heard. */
    private static final int WIDE = 440;

    private static final int BEFORE_TEXT = 16 + BARS * 7 + 10;
    private static final int AFTER_TEXT = 18;
    private static final int MARGIN = 24;
    private static final Color GROUND = new Color(0x202329);
    private static final Color RED = new Color(0xF0444E);
    private static final Color VIOLET = new Color(0x8E72FF);

    /** Nobody sees it, but it tells this window from all others. */
    private static final String TITLE = "Faster-Vox: what is heard";

    private final OnTop onTop;
    private final JDialog window = new JDialog();
    private final Face face = new Face();

    Pill(OnTop onTop) {
        this.onTop = onTop;
        window.setTitle(TITLE);
        window.setUndecorated(true);
        window.setType(Window.Type.POPUP);
        window.setFocusableWindowState(false);
        window.setContentPane(face);
    }

    /**
     * @param hears whether the microphone does
     * @param text what is going on
     * @param heard shown instead when it is not empty: its end, as far as there is room
     */
    void show(boolean hears, String text, String heard) {
        face.hears = hears;
        face.text = text;
        face.heard = heard;
        Dimension size = face.getPreferredSize();
        if (!window.isVisible() || !window.getSize().equals(size)) {
            window.setSize(size);
            window.setShape(new RoundRectangle2D.Double(0, 0, size.width, size.height, TALL, TALL));
            place(size);
        }
        if (!window.isVisible()) {
            window.setVisible(true);
            onTop.lift(TITLE); // AWT's own way takes the focus from who writes on Windows
        }
        face.repaint();
    }

    void level(double level) {
        face.push(level);
    }

    void hide() {
        window.dispose();
    }

    Window window() {
        return window;
    }

    private void place(Dimension size) {
        @Nullable PointerInfo pointer = MouseInfo.getPointerInfo();
        var configuration = pointer == null
                ? window.getGraphicsConfiguration()
                : pointer.getDevice().getDefaultConfiguration();
        Rectangle screen = configuration.getBounds();
        Insets taskbar = Toolkit.getDefaultToolkit().getScreenInsets(configuration);
        window.setLocation(
                screen.x + (screen.width - size.width) / 2,
                screen.y + screen.height - taskbar.bottom - size.height - MARGIN);
    }

    private static final class Face extends JComponent {
        private static final long serialVersionUID = 1L;

        private boolean hears;
        private String text = "";
        private String heard = "";
        private final double[] levels = new double[BARS];

        private void push(double level) {
            System.arraycopy(levels, 1, levels, 0, BARS - 1);
            levels[BARS - 1] = level;
            repaint();
        }

        private static Font letters() {
            @Nullable Font font = UIManager.getFont("defaultFont");
            return font == null ? new Font(Font.SANS_SERIF, Font.PLAIN, 13) : font;
        }

        @Override
        public Dimension getPreferredSize() {
            FontMetrics metrics = getFontMetrics(letters());
            int natural = BEFORE_TEXT + metrics.stringWidth(text) + AFTER_TEXT;
            return new Dimension(heard.isEmpty() ? natural : Math.max(WIDE, natural), TALL);
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            Graphics2D drawing = (Graphics2D) graphics.create();
            drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            drawing.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            drawing.setColor(GROUND);
            drawing.fillRect(0, 0, getWidth(), getHeight());
            drawing.setColor(hears ? RED : VIOLET);
            for (int i = 0; i < BARS; i++) {
                double share = hears ? levels[i] : 0.35;
                int height = (int) Math.round(4 + 16 * Math.min(1, share));
                drawing.fillRoundRect(16 + i * 7, (TALL - height) / 2, 4, height, 4, 4);
            }
            drawing.setFont(letters());
            drawing.setColor(Color.WHITE);
            FontMetrics metrics = drawing.getFontMetrics();
            int room = getWidth() - BEFORE_TEXT - AFTER_TEXT;
            String shown = heard.isEmpty() ? text : LastWords.of(heard, room, metrics::stringWidth);
            drawing.drawString(shown, BEFORE_TEXT, (TALL - metrics.getHeight()) / 2 + metrics.getAscent());
            drawing.dispose();
        }
    }
}
