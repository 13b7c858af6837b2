package io.fastervox.ui;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import javax.swing.JComponent;
import javax.swing.UIManager;

/** How loud the microphone is. Falls slowly, so that the eye can follow. On the event thread only. */
final class LevelBar extends JComponent {
    private static final long serialVersionUID = 1L;
    private static final double FALL = 0.06;

    private double level;

    LevelBar() {
        setPreferredSize(new Dimension(160, 10));
        setMinimumSize(new Dimension(60, 10));
    }

    void show(double now) {
        double next = Math.max(Math.min(1, Math.max(0, now)), level - FALL);
        if (next != level) {
            level = next;
            repaint();
        }
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        Graphics2D drawing = (Graphics2D) graphics.create();
        drawing.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int height = Math.min(getHeight(), 10);
        int top = (getHeight() - height) / 2;
        drawing.setColor(UIManager.getColor("ProgressBar.background"));
        drawing.fillRoundRect(0, top, getWidth(), height, height, height);
        int filled = (int) Math.round(level * getWidth());
        if (filled >= height) {
            drawing.setColor(level > 0.95 ? new Color(0xE0484E) : new Color(0x2FA36B));
            drawing.fillRoundRect(0, top, filled, height, height, height);
        }
        drawing.dispose();
    }
}
