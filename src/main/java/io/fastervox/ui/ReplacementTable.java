package io.fastervox.ui;

import io.fastervox.config.TextChoice.Replacement;
import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.swing.table.AbstractTableModel;

/** The person's replacements, a row each, and an empty row for the next one. One without anything to find is taken away. */
final class ReplacementTable extends AbstractTableModel {
    private static final long serialVersionUID = 1L;
    private static final List<String> NAMES = List.of("window.text.find", "window.text.with", "window.text.regex");
    private static final Replacement EMPTY = new Replacement("", "", false);

    private transient List<Replacement> rows = List.of();
    private final transient Consumer<List<Replacement>> chosen;
    private transient Messages messages = Messages.in(Locale.ENGLISH);
    private boolean enabled = true;

    ReplacementTable(Consumer<List<Replacement>> chosen) {
        this.chosen = chosen;
    }

    void show(List<Replacement> now, boolean changeable, Messages language) {
        messages = language;
        enabled = changeable;
        if (!rows.equals(now)) {
            rows = List.copyOf(now);
            fireTableDataChanged();
        }
    }

    @Override
    public int getRowCount() {
        return rows.size() + 1;
    }

    @Override
    public int getColumnCount() {
        return NAMES.size();
    }

    @Override
    public String getColumnName(int column) {
        return messages.text(NAMES.get(column));
    }

    @Override
    public Class<?> getColumnClass(int column) {
        return column == 2 ? Boolean.class : String.class;
    }

    @Override
    public boolean isCellEditable(int row, int column) {
        return enabled && (column == 0 || row < rows.size());
    }

    private Replacement row(int row) {
        return row < rows.size() ? rows.get(row) : EMPTY;
    }

    @Override
    public Object getValueAt(int row, int column) {
        Replacement replacement = row(row);
        return switch (column) {
            case 0 -> replacement.find();
            case 1 -> replacement.with();
            default -> replacement.regex();
        };
    }

    @Override
    public void setValueAt(Object value, int row, int column) {
        Replacement old = row(row);
        Replacement changed = new Replacement(
                column == 0 ? String.valueOf(value).strip() : old.find(),
                column == 1 ? String.valueOf(value) : old.with(),
                column == 2 ? Boolean.TRUE.equals(value) : old.regex());
        if (changed.equals(old)) {
            return;
        }
        List<Replacement> now = new ArrayList<>(rows);
        if (row < rows.size()) {
            now.remove(row);
        }
        if (!changed.find().isEmpty()) {
            now.add(row, changed);
        }
        int more = now.size() - rows.size();
        rows = List.copyOf(now);
        if (more > 0) {
            fireTableRowsInserted(rows.size(), rows.size());
        } else if (more < 0) {
            fireTableRowsDeleted(row, row);
        }
        chosen.accept(rows);
    }
}
