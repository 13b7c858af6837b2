package io.fastervox.desktop.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.jna.platform.win32.WinNT;
import io.fastervox.desktop.ExplorerMenu.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R6: the entry in Explorer's menu is changed as a whole or not at all")
class ExplorerMenuUndoTest {
    private static final Path PROGRAM = Path.of("C:\\x");
    private static final String AUDIO = "audio\\shell\\FasterVox.Transcribe";

    private final Memory registry = new Memory();
    private final List<String> told = new ArrayList<>();
    private final WindowsExplorerMenu menu = new WindowsExplorerMenu(PROGRAM, registry, () -> told.add("changed"));

    /** Some of the values are right, some are others, one is of another type, and one is nobody's business. */
    @BeforeEach
    void anEntryThatOthersHaveDamaged() throws WindowsException {
        for (RegistryStep step : WindowsExplorerMenu.steps(PROGRAM)) {
            if (step.number() % 3 != 0) {
                step.take(registry);
            }
        }
        registry.write(AUDIO, "Icon", Registry.Value.ofText("other.exe,0"));
        registry.write(AUDIO, "MUIVerb", Registry.Value.of(WinNT.REG_DWORD, new byte[] {1, 2, 3, 4}));
        registry.write("audio\\shell\\Other", "MUIVerb", Registry.Value.ofText("Other"));
        registry.changes = 0;
    }

    private Outcome changed(boolean there) {
        return there ? menu.repair() : menu.remove();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatFailsInTheMiddleIsPutBackAsItWas(boolean there) {
        Map<String, Registry.Value> before = new TreeMap<>(registry.values);
        Outcome outcome = new Outcome.Failed("");
        int failed = 0;
        while (outcome instanceof Outcome.Failed) {
            assertEquals(before, registry.values, "with a failure at change " + failed);
            registry.changes = 0;
            registry.failing = ++failed;
            outcome = changed(there);
        }

        registry.failing = 0;
        Outcome again = changed(there);
        assertEquals(List.of(List.of("changed"), new Outcome.Done(0), true), List.of(told, again, failed > 20));
    }

    @Test
    void theStepThatFailedIsNamed() {
        registry.failing = 2;

        Outcome outcome = menu.repair();

        assertEquals(new Outcome.Failed("step 2: " + Memory.failure()), outcome);
    }

    @Test
    void stepsAreNumberedAndToTakeOrUndoThemTwiceIsToDoItOnce() throws WindowsException {
        Map<String, Registry.Value> before = new TreeMap<>(registry.values);
        List<RegistryStep> steps = WindowsExplorerMenu.steps(PROGRAM);
        List<RegistryStep> undo = new ArrayList<>();
        for (RegistryStep step : steps) {
            undo.add(0, step.back(registry));
        }
        List<Map<String, Registry.Value>> found = new ArrayList<>();
        for (List<RegistryStep> round : List.of(steps, steps, undo, undo)) {
            for (RegistryStep step : round) {
                step.take(registry);
            }
            found.add(new TreeMap<>(registry.values));
        }

        assertEquals(List.of(found.get(0), before, before), found.subList(1, 4));
        assertEquals(steps.size(), steps.get(steps.size() - 1).number());
    }

    /** A registry one of whose changes fails. */
    private static final class Memory implements Registry {
        private final Map<String, Value> values = new HashMap<>();
        private int changes;
        private int failing;

        static WindowsException failure() {
            return new WindowsException("RegSetValueEx", 5);
        }

        private void change() throws WindowsException {
            if (++changes == failing) {
                throw failure();
            }
        }

        @Override
        public Optional<Value> value(String key, String name) {
            return Optional.ofNullable(values.get(key + "|" + name));
        }

        @Override
        public void write(String key, String name, Value value) throws WindowsException {
            change();
            values.put(key + "|" + name, value);
        }

        @Override
        public void remove(String key, String name) throws WindowsException {
            if (values.containsKey(key + "|" + name)) {
                change();
                values.remove(key + "|" + name);
            }
        }

        @Override
        public void prune(String key) throws WindowsException {
            change();
        }
    }
}
