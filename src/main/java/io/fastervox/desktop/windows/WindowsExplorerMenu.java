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

    private final Registry registry;
    private final Runnable changed;
    private final List<RegistryStep> steps;

    /** @param program the folder of the installed program */
    public WindowsExplorerMenu(Path program) {
        this(
                program,
                new UserRegistry(ROOT),
                () -> ShellFunctions.SHELL32.SHChangeNotify(ShellFunctions.SHCNE_ASSOCCHANGED, 0, null, null));
    }

    /** @param changed tells the shell */
    WindowsExplorerMenu(Path program, Registry registry, Runnable changed) {
        this.registry = registry;
        this.changed = changed;
        this.steps = steps(program);
    }

    /** In the order in which they are taken. */
    static List<RegistryStep> steps(Path program) {
        Properties entry = new Properties();
        try (InputStream in = Objects.requireNonNull(
                WindowsExplorerMenu.class.getResourceAsStream("explorer-verb.properties"),
                "explorer-verb.properties")) {
            entry.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the program's own properties", e);
        }
        String folder = program + "\\";
        List<RegistryStep> steps = new ArrayList<>();
        for (String kind : entry.getProperty("of").split(" ", -1)) {
            String key = kind + "\\shell\\" + entry.getProperty("verb");
            for (String name : new TreeSet<>(entry.stringPropertyNames())) {
                if (name.startsWith("value.")) {
                    String data = entry.getProperty(name).replace("{folder}", folder);
                    steps.add(step(steps.size() + 1, key, name.substring("value.".length()), data));
                }
            }
            String command = entry.getProperty("command").replace("{folder}", folder);
            steps.add(step(steps.size() + 1, key + "\\command", "", command));
        }
        return steps;
    }

    private static RegistryStep step(int number, String key, String name, String text) {
        return new RegistryStep(number, key, name, Optional.of(Registry.Value.ofText(text)));
    }

    @Override
    public Outcome repair() {
        return take(steps);
    }

    @Override
    public Outcome remove() {
        return take(steps.stream()
                .map(step -> new RegistryStep(step.number(), step.key(), step.name(), Optional.empty()))
                .toList());
    }

    /** All of them, or none. */
    private Outcome take(List<RegistryStep> wanted) {
        Deque<RegistryStep> undo = new ArrayDeque<>();
        int number = 0;
        int taken = 0;
        try {
            for (RegistryStep step : wanted) {
                number = step.number();
                undo.push(step.back(registry));
                taken += step.take(registry) ? 1 : 0;
            }
        } catch (WindowsException e) {
            undo(undo);
            return new Outcome.Failed("step " + number + ": " + e);
        }
        if (taken > 0) {
            changed.run();
        }
        return new Outcome.Done(taken);
    }

    /** May be done again: it puts back what there was, and that stays so. */
    private void undo(Iterable<RegistryStep> undo) {
        for (RegistryStep step : undo) {
            try {
                step.take(registry);
            } catch (WindowsException e) {
                LOG.warn("step {} is not undone: {}", step.number(), e.toString());
            }
        }
    }
}
