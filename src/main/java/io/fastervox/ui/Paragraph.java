package io.fastervox.ui;

import java.awt.Dimension;
import javax.swing.JTextArea;
import javax.swing.UIManager;
import javax.swing.text.DefaultCaret;

/** A text that breaks its lines, can be selected and copied, and looks like a label. What it says scrolls no window. */
final class Paragraph extends JTextArea {
    private static final long serialVersionUID = 1L;

    private final int width;

    /** @param width at which the lines break, in pixels at 100 % */
    Paragraph(int width) {
        this.width = width;
        setEditable(false);
        setFocusable(false);
        setOpaque(false);
        setLineWrap(true);
        setWrapStyleWord(true);
        setBorder(null);
        DefaultCaret still = new DefaultCaret();
        still.setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
        setCaret(still);
        setFont(UIManager.getFont("Label.font"));
    }

    void show(String text) {
        setVisible(!text.isEmpty());
        if (!getText().equals(text)) {
            setText(text);
        }
    }

    @Override
    public Dimension getPreferredSize() {
        setSize(width, Short.MAX_VALUE);
        return new Dimension(width, super.getPreferredSize().height);
    }

    @Override
    public Dimension getMinimumSize() {
        return getPreferredSize();
    }
}
