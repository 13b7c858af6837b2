package io.fastervox.ui;

import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.agent.FileJob;
import io.fastervox.agent.Wish;
import io.fastervox.support.Messages;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;

/** The queue of recordings: what it holds, how far each is, and what can be done with it. Recordings are dropped onto it. */
final class FilesWindow implements View {
    private static final Dimension TABLE = new Dimension(600, 260);
    private static final int GAP = 8;

    private final Frame frame;
    private final FilesTable model = new FilesTable();
    private final JTable table = new JTable(model);
    private final JLabel hint = new JLabel();
    private final JButton choose = new JButton();
    private final JButton pause = new JButton();
    private final JButton open = new JButton();
    private final JButton reveal = new JButton();
    private final Map<FileJob.Action, JButton> actions = new LinkedHashMap<>();
    private boolean paused;

    FilesWindow(Consumer<Command> commands, Runnable closed) {
        frame = new Frame(closed);
        table.setPreferredScrollableViewportSize(TABLE);
        table.setFillsViewportHeight(true);
        table.setDefaultRenderer(Object.class, new Telling());
        table.getSelectionModel().addListSelectionListener(event -> enable());
        table.getColumnModel().getColumn(FilesTable.NAME).setPreferredWidth(TABLE.width * 3 / 5);
        table.getColumnModel().getColumn(FilesTable.STATE).setPreferredWidth(TABLE.width * 2 / 5);
        for (FileJob.Action action : FileJob.Action.values()) {
            JButton button = new JButton();
            button.addActionListener(event -> commands.accept(new Command.ActOnFiles(action, numbers(action))));
            actions.put(action, button);
        }
        open.addActionListener(
                event -> transcript().map(Command.OpenTranscript::new).ifPresent(commands));
        reveal.addActionListener(event -> transcript().map(Command.Reveal::new).ifPresent(commands));
        choose.addActionListener(event -> commands.accept(new Command.ChooseFiles()));
        pause.addActionListener(event -> commands.accept(new Command.PauseFiles(!paused)));
        JPanel top = new JPanel(new BorderLayout(GAP, GAP));
        top.add(hint);
        top.add(row(List.of(pause, choose)), BorderLayout.LINE_END);
        JPanel whole = new JPanel(new BorderLayout(GAP, GAP));
        whole.add(top, BorderLayout.NORTH);
        whole.add(new JScrollPane(table));
        List<JButton> buttons = new ArrayList<>(List.of(open, reveal));
        buttons.addAll(actions.values());
        whole.add(row(buttons), BorderLayout.SOUTH);
        DroppedFiles dropped =
                new DroppedFiles(names -> Wish.naming(names).command().ifPresent(commands));
        whole.setTransferHandler(dropped);
        table.setTransferHandler(dropped);
        frame.fill(whole);
    }

    /** From edge to edge: they stand in line with the table. */
    private static Box row(List<JButton> buttons) {
        Box row = Box.createHorizontalBox();
        for (JButton button : buttons) {
            row.add(button);
            row.add(Box.createHorizontalStrut(GAP));
        }
        row.remove(row.getComponentCount() - 1);
        return row;
    }

    /** What a cell cuts off is told by its tip. */
    private static final class Telling extends DefaultTableCellRenderer {
        private static final long serialVersionUID = 1L;

        @Override
        public Component getTableCellRendererComponent(
                JTable table, Object value, boolean selected, boolean focused, int row, int column) {
            setToolTipText(String.valueOf(value));
            return super.getTableCellRendererComponent(table, value, selected, false, row, column);
        }
    }

    private List<FileJob> selected() {
        return IntStream.of(table.getSelectedRows()).mapToObj(model::job).toList();
    }

    /** Those among the selected with which this can be done; of all that are over, whatever is selected. */
    private List<Integer> numbers(FileJob.Action action) {
        List<FileJob> of = action == FileJob.Action.CLEAR ? model.jobs() : selected();
        return of.stream()
                .filter(job -> job.allows(action))
                .map(FileJob::number)
                .toList();
    }

    private Optional<Path> transcript() {
        return selected().stream()
                .filter(job -> job.stage() == FileJob.Stage.DONE)
                .flatMap(job -> job.transcripts().stream())
                .findFirst();
    }

    private void enable() {
        actions.forEach((action, button) -> button.setEnabled(!numbers(action).isEmpty()));
        open.setEnabled(transcript().isPresent());
        reveal.setEnabled(transcript().isPresent());
    }

    @Override
    public void update(AgentState state) {
        Messages messages = state.messages();
        frame.window().setTitle(messages.text("window.files"));
        frame.nameClosing(messages.text("window.close"));
        paused = state.files().paused();
        hint.setText(messages.text(paused ? "window.files.paused" : "window.files.drop"));
        pause.setText(messages.text(paused ? "window.files.resume" : "window.files.pause"));
        pause.setEnabled(state.files().canPause());
        choose.setText(messages.text("tray.choose-files"));
        open.setText(messages.text("window.files.open"));
        reveal.setText(messages.text("window.files.reveal"));
        actions.forEach((action, button) -> button.setText(messages.text("window.files." + action.name())));
        model.show(state.files().jobs(), messages, table.getSelectionModel());
        for (int column = 0; column < model.getColumnCount(); column++) {
            table.getColumnModel().getColumn(column).setHeaderValue(model.getColumnName(column));
        }
        table.getTableHeader().repaint();
        enable();
        frame.fit();
    }

    @Override
    public Frame frame() {
        return frame;
    }
}
