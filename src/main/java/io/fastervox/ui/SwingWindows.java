package io.fastervox.ui;

import io.fastervox.agent.Activity;
import io.fastervox.agent.AgentState;
import io.fastervox.agent.Command;
import io.fastervox.agent.Windows;
import io.fastervox.agent.Wish;
import io.fastervox.agent.Wording;
import io.fastervox.desktop.OnTop;
import java.awt.EventQueue;
import java.awt.FileDialog;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.swing.JFrame;
import org.jspecify.annotations.Nullable;

/** The program's windows in Swing. They are made when they are opened and given up when they are closed. */
public final class SwingWindows implements Windows {
    private final Consumer<Command> commands;
    private final OnTop onTop;
    // On the event thread:
    private final Map<Window, View> open = new EnumMap<>(Window.class);
    private @Nullable Pill pill;
    private String heard = "";
    private @Nullable AgentState state;

    /**
     * @param commands takes what people choose, on the event thread
     * @param onTop for the sign that a recording runs
     */
    public SwingWindows(Consumer<Command> commands, OnTop onTop) {
        this.commands = commands;
        this.onTop = onTop;
    }

    /** Gives what is drawn next our look. On the event thread. */
    public void prepareLook() {
        if (state != null) {
            Look.prepare(state.language());
        }
    }

    @Override
    public void show(Window window) {
        EventQueue.invokeLater(() -> {
            AgentState now = state;
            if (now == null) {
                return;
            }
            Look.prepare(now.language());
            if (window == Window.CHOOSE_FILES) {
                chooseFiles(now);
                return;
            }
            View view = open.computeIfAbsent(window, this::made);
            view.update(now);
            view.open();
        });
    }

    private View made(Window window) {
        Runnable closed = () -> {
            open.remove(window);
            if (open.isEmpty()) {
                // What the windows took is given back: they are seldom open, and the program runs all day.
                EventQueue.invokeLater(System::gc);
            }
        };
        return switch (window) {
            case SETTINGS -> new SettingsWindow(commands, closed);
            case TEXT -> new TextWindow(commands, closed);
            case FILES -> new FilesWindow(commands, closed);
            case WELCOME, CHOOSE_FILES -> new WelcomeWindow(commands, closed);
        };
    }

    /** The system's own dialog, which knows the person's places. */
    private void chooseFiles(AgentState now) {
        JFrame owner = new JFrame();
        FileDialog dialog = new FileDialog(owner, now.messages().text("window.choose-files"));
        dialog.setMultipleMode(true);
        dialog.setVisible(true);
        List<String> chosen =
                Stream.of(dialog.getFiles()).map(java.io.File::getPath).toList();
        dialog.dispose();
        owner.dispose();
        Wish.naming(chosen).command().ifPresent(commands);
    }

    @Override
    public void update(AgentState now) {
        EventQueue.invokeLater(() -> {
            boolean otherLanguage = state != null && !state.language().equals(now.language());
            state = now;
            if (otherLanguage && !open.isEmpty()) {
                Look.prepare(now.language());
            }
            open.values().forEach(view -> view.update(now));
            showPill(now);
        });
    }

    private void showPill(AgentState now) {
        boolean wanted =
                now.activity() != Activity.NONE && now.settings().desk().pill();
        if (wanted) {
            Look.prepare(now.language());
            if (pill == null) {
                pill = new Pill(onTop);
                heard = "";
            }
            pill.show(now.hears(), Wording.of(now), now.settings().desk().pillText() ? heard : "");
        } else if (pill != null) {
            pill.hide();
            pill = null;
        }
    }

    @Override
    public void level(double level) {
        EventQueue.invokeLater(() -> {
            open.values().forEach(view -> view.level(level));
            if (pill != null) {
                pill.level(level);
            }
        });
    }

    @Override
    public void heard(String text) {
        EventQueue.invokeLater(() -> {
            if (pill != null && state != null) {
                heard = text;
                showPill(state);
            }
        });
    }

    @Override
    public void close() {
        EventQueue.invokeLater(() -> {
            List.copyOf(open.values()).forEach(View::dispose);
            if (pill != null) {
                pill.hide();
            }
        });
    }
}
