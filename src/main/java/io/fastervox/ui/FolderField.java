package io.fastervox.ui;

import java.awt.BorderLayout;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JFileChooser;
import javax.swing.JPanel;

/** A button that shows the chosen folder and lets another one be chosen, and one that forgets it. */
final class FolderField extends JPanel {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 34;

    private final JButton choose = new JButton();
    private final JButton forget = new JButton();
    private transient Optional<String> folder = Optional.empty();

    FolderField(Consumer<Optional<String>> chosen) {
        super(new BorderLayout(6, 0));
        setOpaque(false);
        add(choose, BorderLayout.CENTER);
        add(forget, BorderLayout.LINE_END);
        choose.addActionListener(event -> {
            JFileChooser dialog = new JFileChooser(folder.orElse(null));
            dialog.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
            if (dialog.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
                chosen.accept(Optional.of(
                        dialog.getSelectedFile().toPath().toAbsolutePath().toString()));
            }
        });
        forget.addActionListener(event -> chosen.accept(Optional.empty()));
    }

    /** @param none what stands there when no folder is chosen */
    void show(Optional<String> now, String none, String without) {
        folder = now;
        choose.setText(now.map(FolderField::shortened).orElse(none));
        choose.setToolTipText(now.orElse(null));
        forget.setText(without);
        forget.setVisible(now.isPresent());
    }

    @Override
    public void setEnabled(boolean on) {
        super.setEnabled(on);
        choose.setEnabled(on);
        forget.setEnabled(on);
    }

    /** Its name stands on the line of the button's text. */
    @Override
    public int getBaseline(int width, int height) {
        return choose.getBaseline(width, height);
    }

    @Override
    public BaselineResizeBehavior getBaselineResizeBehavior() {
        return choose.getBaselineResizeBehavior();
    }

    private static String shortened(String path) {
        return path.length() <= LONGEST ? path : "…" + path.substring(path.length() - LONGEST + 1);
    }
}
