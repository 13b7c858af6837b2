package io.fastervox.ui;

import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.lang.reflect.InvocationTargetException;
import javax.swing.JOptionPane;
import javax.swing.JTextArea;

/** A window with a few lines that can be copied. */
public final class NoticeWindow {
    private static final int COLUMNS = 60;

    private NoticeWindow() {}

    /** Whether there is a screen. */
    public static boolean possible() {
        return !GraphicsEnvironment.isHeadless();
    }

    /** Shows it and waits until it is closed. */
    public static void show(String title, String text) {
        try {
            EventQueue.invokeAndWait(() -> {
                JTextArea area = new JTextArea(text);
                area.setColumns(COLUMNS);
                area.setLineWrap(true);
                area.setWrapStyleWord(true);
                area.setEditable(false);
                area.setOpaque(false);
                area.setSize(area.getPreferredSize()); // with a width, the height of the wrapped lines is known
                JOptionPane.showMessageDialog(null, area, title, JOptionPane.INFORMATION_MESSAGE);
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("the window failed", e.getCause());
        }
    }
}
