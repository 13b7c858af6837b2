package io.fastervox.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JViewport;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final int BAR = 12;

    /** 1366 by 768 at 125 %, without the taskbar. */
    private static final Rectangle LAPTOP = new Rectangle(0, 0, 1092, 574);

    @Test
    void noWindowIsHigherThanTheScreen() {
        assertEquals(
                List.of(new Dimension(492 + BAR, 574), new Dimension(492, 574)),
                List.of(
                        Frame.capped(new Dimension(492, 700), LAPTOP, BAR),
                        Frame.capped(new Dimension(492, 574), LAPTOP, BAR)));
    }

    @Test
    void whatDoesNotFitIsScrolledAndWhatFitsFillsTheWindow() {
        JLabel content = new JLabel();
        content.setPreferredSize(new Dimension(460, 600));
        Scrolled scrolled = new Scrolled(content);
        JViewport view = new JViewport();
        view.setView(scrolled);

        view.setSize(460, 599);
        boolean fillsTooSmall = scrolled.getScrollableTracksViewportHeight();
        view.setSize(460, 601);

        assertEquals(List.of(false, true), List.of(fillsTooSmall, scrolled.getScrollableTracksViewportHeight()));
    }
}
