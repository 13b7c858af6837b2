package io.fastervox.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.agent.FileJob;
import io.fastervox.support.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.swing.JTable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R28: the table of recordings")
class FilesTableTest {
    private final FilesTable model = new FilesTable();
    private final JTable table = new JTable(model);

    private void show(Integer... numbers) {
        List<FileJob> jobs = List.of(numbers).stream()
                .map(number -> new FileJob(
                        number, Path.of(number + ".mp3"), FileJob.Stage.WAITING, 0, Optional.empty(), List.of()))
                .toList();
        model.show(jobs, Messages.in(Locale.ENGLISH), table.getSelectionModel());
    }

    private List<Integer> selected() {
        return IntStream.of(table.getSelectedRows())
                .mapToObj(row -> model.job(row).number())
                .toList();
    }

    @Test
    void whatIsSelectedStaysSoWhereverItStands() {
        List<List<Integer>> selected = new ArrayList<>();
        show(1, 2, 3);
        table.setRowSelectionInterval(1, 2);
        show(1, 2, 3, 4);
        selected.add(selected());
        show(3, 1, 2, 4);
        selected.add(selected());
        show(1, 2, 4);
        selected.add(selected());
        show();
        selected.add(selected());

        assertEquals(List.of(List.of(2, 3), List.of(3, 2), List.of(2), List.of()), selected);
    }
}
