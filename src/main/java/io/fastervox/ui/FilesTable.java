package io.fastervox.ui;

import io.fastervox.agent.FileJob;
import io.fastervox.support.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.swing.ListSelectionModel;
import javax.swing.table.AbstractTableModel;

/** The recordings of the queue, a row each. Selected recordings stay selected wherever they stand. */
final class FilesTable extends AbstractTableModel {
    private static final long serialVersionUID = 1L;
    static final int NAME = 0;
    static final int STATE = 1;

    private transient List<FileJob> jobs = List.of();
    private transient Messages messages = Messages.in(Locale.ENGLISH);

    void show(List<FileJob> now, Messages language, ListSelectionModel selection) {
        List<FileJob> before = jobs;
        boolean same = language.locale().equals(messages.locale())
                && now.stream()
                        .map(FileJob::number)
                        .toList()
                        .equals(before.stream().map(FileJob::number).toList());
        jobs = List.copyOf(now);
        messages = language;
        if (!same) {
            Set<Integer> selected = IntStream.of(selection.getSelectedIndices())
                    .mapToObj(row -> before.get(row).number())
                    .collect(Collectors.toSet());
            fireTableDataChanged();
            select(selected, selection);
        } else {
            for (int row = 0; row < jobs.size(); row++) {
                if (!jobs.get(row).equals(before.get(row))) {
                    fireTableRowsUpdated(row, row);
                }
            }
        }
    }

    private void select(Set<Integer> numbers, ListSelectionModel selection) {
        selection.setValueIsAdjusting(true);
        selection.clearSelection();
        for (int row = 0; row < jobs.size(); row++) {
            if (numbers.contains(jobs.get(row).number())) {
                selection.addSelectionInterval(row, row);
            }
        }
        selection.setValueIsAdjusting(false);
    }

    FileJob job(int row) {
        return jobs.get(row);
    }

    List<FileJob> jobs() {
        return jobs;
    }

    @Override
    public int getRowCount() {
        return jobs.size();
    }

    @Override
    public int getColumnCount() {
        return 2;
    }

    @Override
    public String getColumnName(int column) {
        return messages.text(column == NAME ? "window.files.name" : "window.files.state");
    }

    @Override
    public Object getValueAt(int row, int column) {
        FileJob job = jobs.get(row);
        return column == STATE ? state(job) : String.valueOf(job.recording().getFileName());
    }

    private String state(FileJob job) {
        if (job.reason().isPresent()) {
            return job.reason().get().cause(messages);
        }
        String state = messages.text("queue.state." + job.stage().name());
        boolean begun =
                job.percent() > 0 && (job.stage() == FileJob.Stage.RUNNING || job.stage() == FileJob.Stage.WAITING);
        return begun ? state + "  " + job.percent() + " %" : state;
    }
}
