package io.fastervox.ui;

import java.util.List;
import java.util.function.Consumer;
import javax.swing.DefaultComboBoxModel;
import javax.swing.JComboBox;

/** A box to choose one of several values. Showing a value is not choosing it. On the event thread only. */
final class Choices<T> extends JComboBox<Choice<T>> {
    private static final long serialVersionUID = 1L;

    private transient List<Choice<T>> offered = List.of();
    private boolean showing;

    Choices(Consumer<T> chosen) {
        addActionListener(event -> {
            int index = getSelectedIndex();
            if (!showing && index >= 0) {
                chosen.accept(offered.get(index).value());
            }
        });
    }

    void show(List<Choice<T>> choices, T value) {
        showing = true;
        try {
            if (!offered.equals(choices)) {
                offered = List.copyOf(choices);
                DefaultComboBoxModel<Choice<T>> model = new DefaultComboBoxModel<>();
                choices.forEach(model::addElement);
                setModel(model);
            }
            for (int i = 0; i < offered.size(); i++) {
                if (offered.get(i).value().equals(value)) {
                    setSelectedIndex(i);
                }
            }
        } finally {
            showing = false;
        }
    }
}
