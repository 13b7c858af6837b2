package io.fastervox.ui;

import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.support.Messages;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;

/** What a new user sees first: the set-up, what they may want to choose, and a box to try it in. Closing it stops nothing. */
final class WelcomeWindow implements View {
    private static final int WIDTH = 500;

    private final Consumer<Command> commands;
    private final Frame frame;
    private final JLabel title = new JLabel();
    private final Paragraph about = new Paragraph(WIDTH);
    private final SetUpPanel setUp;
    private final Choosers choosers;
    private final JLabel hotkeyName;
    private final JLabel microphoneName;
    private final JLabel levelName;
    private final JLabel languageName;
    private final LevelBar level = new LevelBar();
    private final JLabel tryName = new JLabel();
    private final JTextArea tryHere = new JTextArea(3, 20);
    private final JScrollPane tryBox = new JScrollPane(tryHere);
    private final Paragraph closing = new Paragraph(WIDTH);

    WelcomeWindow(Consumer<Command> commands, Runnable closed) {
        this.commands = commands;
        this.setUp = new SetUpPanel(commands);
        this.choosers = new Choosers(commands);
        this.frame = new Frame(() -> {
            commands.accept(new Command.Listen(false));
            closed.run();
        });
        title.putClientProperty("FlatLaf.styleClass", "h1");
        tryHere.setLineWrap(true);
        tryHere.setWrapStyleWord(true);
        tryName.setLabelFor(tryHere);
        Form form = new Form();
        form.wide(title);
        form.wide(about);
        form.wide(setUp);
        hotkeyName = form.row(choosers.hotkey());
        microphoneName = form.row(choosers.microphone());
        levelName = form.row(level);
        languageName = form.row(choosers.language());
        form.wide(tryName);
        form.filling(tryBox);
        form.wide(choosers.autostart());
        form.wide(closing);
        frame.fill(form);
    }

    @Override
    public void update(AgentState state) {
        Messages messages = state.messages();
        frame.window().setTitle(messages.text("window.welcome"));
        boolean dictation = state.settings().policy().dictation();
        title.setText(messages.text(dictation ? "window.welcome.title" : "window.welcome"));
        about.show(messages.text("window.welcome.about"));
        setUp.update(state);
        choosers.update(state);
        hotkeyName.setText(messages.text("window.hotkey"));
        microphoneName.setText(messages.text("tray.microphone"));
        levelName.setText(messages.text("window.level"));
        languageName.setText(messages.text("tray.language"));
        tryName.setText(messages.text(
                state.isToggled() ? "window.try.toggle" : "window.try",
                state.hotkey().orElseGet(() -> messages.text("window.try.menu"))));
        showDictation(dictation);
        tryHere.setEnabled(state.serving().isPresent());
        closing.show(messages.text("window.welcome.closing"));
        frame.nameClosing(messages.text("window.close"));
        frame.fit();
    }

    private void showDictation(boolean allowed) {
        List.of(choosers.hotkey(), hotkeyName, choosers.microphone(), microphoneName, level, levelName, tryName, tryBox)
                .forEach(part -> part.setVisible(allowed));
    }

    @Override
    public void level(double now) {
        level.show(now);
    }

    @Override
    public void open() {
        commands.accept(new Command.Listen(true));
        frame.open();
    }

    @Override
    public Frame frame() {
        return frame;
    }
}
