package io.fastervox.desktop.windows;

import io.fastervox.desktop.ExplorerMenu;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verb of recordings, below {@code HKEY_CURRENT_USER\Software\Classes\SystemFileAssociations}. The installer writes the
 * same values, from the same file; they are looked after here because other programs clear up what is not theirs.
 *
 * @see <a href="https://learn.microsoft.com/windows/win32/shell/how-to-employ-the-verb-selection-model">Selection model</a>
 */
public final class WindowsExplorerMenu implements ExplorerMenu {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsExplorerMenu.class);
    private static final String ROOT = "Software\\Classes\\SystemFileAssociations";

    private final UserRegistry registry;
    private final List<Value> values;

    /** @param program the folder of the installed program */
    public WindowsExplorerMenu(Path program) {
        this(program, new UserRegistry(ROOT));
    }

    WindowsExplorerMenu(Path program, UserRegistry registry) {
        this.registry = registry;
        this.values = values(program);
    }

    /** A step: it is written, and undone by putting back what was there. */
    record Value(String key, String name, String data) {}

    /** In the order in which they are written. */
    static List<Value> values(Path program) {
        Properties entry = new Properties();
        try (InputStream in = Objects.requireNonNull(
                WindowsExplorerMenu.class.getResourceAsStream("explorer-verb.properties"),
                "explorer-verb.properties")) {
            entry.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own properties", e);
        }
        String folder = program + "\\";
        List<Value> values = new ArrayList<>();
        for (String kind : entry.getProperty("of").split(" ", -1)) {
            String key = kind + "\\shell\\" + entry.getProperty("verb");
            for (String name : new TreeSet<>(entry.stringPropertyNames())) {
                if (name.startsWith("value.")) {
                    String data = entry.getProperty(name).replace("{folder}", folder);
                    values.add(new Value(key, name.substring("value.".length()), data));
                }
            }
            String command = entry.getProperty("command").replace("{folder}", folder);
            values.add(new Value(key + "\\command", "", command));
        }
        return values;
    }

    @Override
    public Outcome repair() {
        Deque<Undo> undo = new ArrayDeque<>();
        try {
            for (Value value : values) {
                Optional<String> before = registry.text(value.key(), value.name());
                if (!before.equals(Optional.of(value.data()))) {
                    undo.push(new Undo(value, before));
                    registry.write(value.key(), value.name(), value.data());
                }
            }
            return done(undo.size());
        } catch (WindowsException e) {
            undo.forEach(this::undo);
            return new Outcome.Failed(e.toString());
        }
    }

    @Override
    public Outcome remove() {
        int steps = 0;
        try {
            for (Value value : values) {
                if (registry.text(value.key(), value.name()).isPresent()) {
                    registry.remove(value.key(), value.name());
                    steps++;
                }
                registry.prune(value.key());
            }
            return done(steps);
        } catch (WindowsException e) {
            return new Outcome.Failed(e.toString());
        }
    }

    private record Undo(Value value, Optional<String> before) {}

    private void undo(Undo step) {
        try {
            if (step.before().isPresent()) {
                registry.write(
                        step.value().key(), step.value().name(), step.before().get());
            } else {
                registry.remove(step.value().key(), step.value().name());
                registry.prune(step.value().key());
            }
        } catch (WindowsException e) {
            LOG.warn("not undone: {} {}", step, e.toString());
        }
    }

    private static Outcome done(int steps) {
        if (steps > 0) {
            ShellFunctions.SHELL32.SHChangeNotify(ShellFunctions.SHCNE_ASSOCCHANGED, 0, null, null);
        }
        return new Outcome.Done(steps);
    }
}
