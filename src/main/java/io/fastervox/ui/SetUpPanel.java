package io.fastervox.ui;

import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Ready;
import io.fastervox.agent.Remedy;
import io.fastervox.agent.SetUp;
import io.fastervox.agent.SetUpProgress;
import io.fastervox.agent.Track;
import io.fastervox.agent.Wording;
import io.fastervox.support.Messages;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JProgressBar;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;

/** How far the environment and the model are, what went wrong, and what can be done. On the event thread only. */
final class SetUpPanel extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int WIDTH = 500;

    private final JLabel headline = new JLabel();
    private final JProgressBar bar = new JProgressBar(0, 100);
    private final Paragraph steps = new Paragraph(WIDTH);
    private final Paragraph trouble = new Paragraph(WIDTH);
    private final JButton pause = new JButton();
    private final JButton retry = new JButton();
    private final JButton useCpu = new JButton();
    private final JToggleButton details = new JToggleButton();
    private final JTextArea remarks = new JTextArea();
    private final JScrollPane remarksPane = new JScrollPane(remarks);
    private boolean paused;

    SetUpPanel(Consumer<Command> commands) {
        super(new java.awt.BorderLayout());
        setOpaque(false);
        headline.putClientProperty("FlatLaf.styleClass", "h4");
        pause.addActionListener(
                event -> commands.accept(paused ? new Command.ResumeSetUp() : new Command.PauseSetUp()));
        retry.addActionListener(event -> commands.accept(new Command.ResumeSetUp()));
        useCpu.addActionListener(event -> commands.accept(new Command.Mend(Remedy.USE_CPU)));
        details.addActionListener(event -> showDetails());
        remarks.setEditable(false);
        remarks.setLineWrap(true);
        remarks.setWrapStyleWord(true);
        remarksPane.setPreferredSize(new Dimension(WIDTH, 90));
        remarksPane.setVisible(false);
        JPanel buttons = new JPanel(new FlowLayout(FlowLayout.LEADING, 6, 0));
        buttons.setOpaque(false);
        buttons.setBorder(BorderFactory.createEmptyBorder(0, -6, 0, 0)); // in line with the texts
        List.of(pause, retry, useCpu, details).forEach(buttons::add);
        Form form = new Form();
        form.wide(headline);
        form.wide(bar);
        form.wide(steps);
        form.wide(trouble);
        form.wide(buttons);
        form.wide(remarksPane);
        add(form);
    }

    void update(AgentState state) {
        Messages messages = state.messages();
        SetUp setUp = state.setUp();
        boolean done = setUp instanceof SetUp.Done;
        boolean waits = setUp instanceof SetUp.Waiting || setUp instanceof SetUp.Failed;
        paused = setUp instanceof SetUp.Paused;
        headline.setText(
                done || waits
                        ? messages.text(done ? "window.set-up.done" : "window.set-up.failed")
                        : Wording.of(state));
        boolean follows = done && !setUp.progress().tracks().isEmpty();
        bar.setVisible(!done || follows);
        bar.setValue(setUp.progress().percent());
        bar.setIndeterminate(
                setUp instanceof SetUp.Running && setUp.progress().tracks().isEmpty());
        String used = state.ready().map(ready -> used(ready, messages)).orElse("");
        String following = follows ? messages.text("window.set-up.following") + "\n" : "";
        steps.show(used + following + steps(setUp.progress(), messages));
        trouble.show(waits ? trouble(setUp, state.trouble(), messages) : "");
        pause.setText(messages.text(paused ? "window.set-up.resume" : "window.set-up.pause"));
        pause.setVisible(!done && !waits);
        retry.setText(messages.text("tray.remedy.retry"));
        retry.setVisible(waits);
        useCpu.setText(messages.text("tray.remedy.use_cpu"));
        useCpu.setVisible(waits
                && state.settings().device() != io.fastervox.config.Settings.Device.CPU
                && state.settings().policy().leaves("device"));
        details.setText(messages.text("window.set-up.details"));
        details.setVisible(!setUp.progress().details().isEmpty());
        show(setUp.progress().details(), messages);
        revalidate();
    }

    private static String used(Ready ready, Messages messages) {
        return messages.text("window.set-up.model", ready.model()) + "  " + Wording.device(ready, messages) + "\n";
    }

    private static String steps(SetUpProgress progress, Messages messages) {
        return progress.tracks().stream().map(track -> step(track, messages)).collect(Collectors.joining("\n"));
    }

    private static String step(Track track, Messages messages) {
        StringBuilder line =
                new StringBuilder(messages.text("step." + track.progress().step()));
        if (!track.bytes().isEmpty()) {
            line.append("  ").append(track.bytes());
        }
        track.secondsLeft()
                .ifPresent(seconds -> line.append("  ")
                        .append(messages.text(
                                "progress.left", seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60)));
        return line.toString();
    }

    private static String trouble(SetUp setUp, Optional<Problem> problem, Messages messages) {
        String text = problem.map(what -> what.cause(messages) + "\n" + what.advice(messages))
                .orElse("");
        return setUp instanceof SetUp.Waiting waiting
                ? text + "\n"
                        + messages.text("window.set-up.again", waiting.pause().toSeconds())
                : text;
    }

    private void show(List<SetUpProgress.Remark> said, Messages messages) {
        String text = said.stream()
                .map(remark -> messages.text(remark.key(), remark.arguments().toArray()))
                .collect(Collectors.joining("\n"));
        if (!remarks.getText().equals(text)) {
            remarks.setText(text);
        }
    }

    private void showDetails() {
        remarksPane.setVisible(details.isSelected());
        java.awt.Window window = javax.swing.SwingUtilities.getWindowAncestor(this);
        if (window != null) {
            window.pack();
        }
    }
}
