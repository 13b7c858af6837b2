package io.fastervox.ui;

import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.config.ChineseScript;
import io.fastervox.config.Settings;
import io.fastervox.config.TextChoice;
import io.fastervox.support.Messages;
import java.awt.Dimension;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.JTextArea;

/** What becomes of the text of a dictation: words to know, fillers, spoken signs, replacements. */
final class TextWindow implements View {
    private static final int WIDTH = 460;
    private static final int WORDS = 5;
    private static final int LONGEST_WORD = 60;

    private final Consumer<Command> commands;
    private final Frame frame;
    private final Paragraph about = new Paragraph(WIDTH);
    private final JCheckBox fillers = new JCheckBox();
    private final JCheckBox signs = new JCheckBox();
    private final JLabel scriptName = new JLabel();
    private final Choices<ChineseScript> script = new Choices<>(now -> change(old -> old.withScript(now)));
    private final JLabel wordsName = new JLabel();
    private final JTextArea words = new JTextArea(WORDS, 20);
    private final JLabel rulesName = new JLabel();
    private final ReplacementTable rules = new ReplacementTable(now -> change(old -> old.withReplacements(now)));
    private final JTable table = new JTable(rules);
    private Settings settings = Settings.DEFAULTS;

    TextWindow(Consumer<Command> commands, Runnable closed) {
        this.commands = commands;
        frame = new Frame(() -> {
            if (table.isEditing()) {
                table.getCellEditor().stopCellEditing();
            }
            takeWords();
            closed.run();
        });
        fillers.addActionListener(event -> change(old -> old.withRemoveFillers(fillers.isSelected())));
        signs.addActionListener(event -> change(old -> old.withSpokenPunctuation(signs.isSelected())));
        words.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent event) {
                takeWords();
            }
        });
        scriptName.setLabelFor(script);
        wordsName.setLabelFor(words);
        rulesName.setLabelFor(table);
        table.putClientProperty("terminateEditOnFocusLost", true);
        table.setPreferredScrollableViewportSize(new Dimension(WIDTH, 7 * table.getRowHeight()));
        table.setFillsViewportHeight(true);
        table.setShowGrid(true);
        Form form = new Form();
        form.wide(about);
        form.wide(fillers);
        form.wide(signs);
        form.wide(scriptName);
        form.wide(script);
        form.wide(wordsName);
        form.wide(new JScrollPane(words));
        form.wide(rulesName);
        form.filling(new JScrollPane(table));
        frame.fill(form);
    }

    private void takeWords() {
        List<String> now = words.getText()
                .lines()
                .map(String::strip)
                .filter(word -> !word.isEmpty() && word.length() <= LONGEST_WORD)
                .toList();
        if (!now.equals(settings.desk().text().vocabulary())) {
            change(old -> old.withVocabulary(now));
        }
    }

    private void change(UnaryOperator<TextChoice> change) {
        settings = settings.withDesk(
                settings.desk().withText(change.apply(settings.desk().text())));
        commands.accept(new Command.Change(settings));
    }

    @Override
    public void update(AgentState state) {
        Messages messages = state.messages();
        settings = state.settings();
        TextChoice text = settings.desk().text();
        frame.window().setTitle(messages.text("window.text"));
        frame.nameClosing(messages.text("window.close"));
        about.show(messages.text("window.text.about"));
        fillers.setText(messages.text("window.text.fillers"));
        fillers.setSelected(text.removeFillers());
        fillers.setEnabled(isFree("remove_fillers"));
        signs.setText(messages.text("window.text.signs"));
        signs.setSelected(text.spokenPunctuation());
        signs.setEnabled(isFree("spoken_punctuation"));
        scriptName.setText(messages.text("window.text.script"));
        script.show(Choosers.named("window.text.script.", ChineseScript.values(), messages), text.script());
        script.setEnabled(isFree("chinese_script"));
        wordsName.setText(messages.text("window.text.words"));
        if (!words.isFocusOwner()) {
            words.setText(String.join("\n", text.vocabulary()));
            words.setCaretPosition(0);
        }
        words.setEnabled(isFree("vocabulary"));
        rulesName.setText(messages.text("window.text.rules"));
        rules.show(text.replacements(), isFree("replacements"), messages);
        for (int column = 0; column < rules.getColumnCount(); column++) {
            table.getColumnModel().getColumn(column).setHeaderValue(rules.getColumnName(column));
        }
        table.getTableHeader().repaint();
        frame.fit();
    }

    private boolean isFree(String field) {
        return settings.policy().leaves(field);
    }

    @Override
    public Frame frame() {
        return frame;
    }
}
