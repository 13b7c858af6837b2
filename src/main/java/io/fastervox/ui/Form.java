package io.fastervox.ui;

import java.awt.Component;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.Insets;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** Rows of a name and what belongs to it, one below the other. */
final class Form extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int GAP = 6;

    private int rows;

    Form() {
        super(new GridBagLayout());
        setOpaque(false);
    }

    /** A name to the left; clicking it goes to the component, and readers of screens say it. */
    JLabel row(JComponent component) {
        JLabel name = new JLabel();
        name.setLabelFor(component);
        add(name, at(0, 1, 0, GridBagConstraints.BASELINE_LEADING, GridBagConstraints.NONE));
        add(component, at(1, 1, 1, GridBagConstraints.BASELINE_LEADING, GridBagConstraints.HORIZONTAL));
        rows++;
        return name;
    }

    /** Over both columns. */
    void wide(Component component) {
        add(component, at(0, 2, 1, GridBagConstraints.LINE_START, GridBagConstraints.HORIZONTAL));
        rows++;
    }

    /** Over both columns, taking all height that is left. */
    void filling(Component component) {
        GridBagConstraints place = at(0, 2, 1, GridBagConstraints.LINE_START, GridBagConstraints.BOTH);
        place.weighty = 1;
        add(component, place);
        rows++;
    }

    private GridBagConstraints at(int column, int columns, double weight, int anchor, int fill) {
        return new GridBagConstraints(
                column,
                rows,
                columns,
                1,
                weight,
                0,
                anchor,
                fill,
                new Insets(GAP / 2, column == 0 ? 0 : 2 * GAP, GAP / 2, 0),
                0,
                0);
    }
}
