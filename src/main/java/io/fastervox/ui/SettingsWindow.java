package io.fastervox.ui;

import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.agent.Windows;
import io.fastervox.config.Policy;
import io.fastervox.support.Messages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JLabel;

/** The few settings that somebody may want to touch. Each has a default that serves. */
final class SettingsWindow implements View {
    private static final int WIDTH = 460;

    private final Frame frame;
    private final Choosers choosers;
    private final Map<String, JLabel> names = new LinkedHashMap<>();
    private final JButton text = new JButton();
    private final Paragraph memory = new Paragraph(WIDTH);
    private final Paragraph trouble = new Paragraph(WIDTH);
    private final Paragraph note = new Paragraph(WIDTH);

    SettingsWindow(Consumer<Command> commands, Runnable closed) {
        frame = new Frame(closed);
        choosers = new Choosers(commands);
        Form form = new Form();
        names.put("window.hotkey", form.row(choosers.hotkey()));
        names.put("window.hotkey-mode", form.row(choosers.mode()));
        names.put("window.paste-again", form.row(choosers.pasteAgain()));
        names.put("tray.microphone", form.row(choosers.microphone()));
        names.put("tray.language", form.row(choosers.language()));
        names.put("tray.model", form.row(choosers.model()));
        names.put("window.device", form.row(choosers.device()));
        names.put("window.model-loading", form.row(choosers.modelLoading()));
        form.wide(memory);
        names.put("window.insertion", form.row(choosers.insertion()));
        names.put("window.text.row", form.row(text));
        text.addActionListener(event -> commands.accept(new Command.Show(Windows.Window.TEXT)));
        names.put("window.history", form.row(choosers.history()));
        names.put("window.history-days", form.row(choosers.days()));
        names.put("window.formats", form.row(choosers.formats()));
        names.put("window.transcripts", form.row(choosers.transcripts()));
        names.put("window.watched", form.row(choosers.watched()));
        names.put("window.ui-language", form.row(choosers.uiLanguage()));
        form.wide(choosers.pill());
        form.wide(choosers.pillText());
        form.wide(choosers.chime());
        form.wide(choosers.autostart());
        form.wide(trouble);
        form.wide(note);
        frame.fill(form);
    }

    @Override
    public void update(AgentState state) {
        Messages messages = state.messages();
        frame.window().setTitle(messages.text("window.settings"));
        choosers.update(state);
        memory.show(messages.text("window.model-loading.memory"));
        text.setText(messages.text("window.text.open"));
        names.forEach((key, label) -> label.setText(messages.text(key)));
        trouble.show(state.trouble()
                .map(problem -> problem.cause(messages) + "\n" + problem.advice(messages))
                .orElse(""));
        boolean held = !state.settings().policy().equals(Policy.NONE);
        note.show(messages.text(held ? "window.settings.held" : "window.settings.note"));
        frame.nameClosing(messages.text("window.close"));
        frame.fit();
    }

    @Override
    public Frame frame() {
        return frame;
    }
}
