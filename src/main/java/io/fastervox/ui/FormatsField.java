package io.fastervox.ui;

import io.fastervox.config.FilesChoice;
import io.fastervox.support.Messages;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.swing.JButton;
import javax.swing.JCheckBoxMenuItem;
import javax.swing.JPopupMenu;

/** A button that shows the chosen kinds of transcripts and opens the list of all. The last one cannot be given up. */
final class FormatsField extends JButton {
    private static final long serialVersionUID = 1L;
    /** The ones that most people want first. */
    private static final List<String> ORDER = List.of("txt", "docx", "srt", "vtt", "md", "lrc", "tsv", "json");

    private final transient Consumer<List<String>> chosen;
    private final JPopupMenu menu = new JPopupMenu();

    FormatsField(Consumer<List<String>> chosen) {
        this.chosen = chosen;
        setHorizontalAlignment(LEADING);
        addActionListener(event -> menu.show(this, 0, getHeight()));
    }

    /** @param formats of {@link FilesChoice#FORMATS} */
    void show(List<String> formats, Messages messages) {
        setText(ORDER.stream().filter(formats::contains).map(name -> "." + name).collect(Collectors.joining(", ")));
        menu.removeAll();
        for (String name : ORDER) {
            boolean on = formats.contains(name);
            JCheckBoxMenuItem item = new JCheckBoxMenuItem(messages.text("window.formats." + name), on);
            item.setEnabled(!on || formats.size() > 1);
            item.addActionListener(event -> chosen.accept(
                    on
                            ? formats.stream()
                                    .filter(other -> !other.equals(name))
                                    .toList()
                            : Stream.concat(formats.stream(), Stream.of(name)).toList()));
            menu.add(item);
        }
    }
}
