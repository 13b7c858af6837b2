package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.engine.ModelSpec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchDictationCommandTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void recordingsWithoutWordsAreNamedWhereThereWereSome(boolean some) {
        List<String> settings =
                BenchDictationCommand.settings("base", new ModelSpec(Path.of("model"), "cpu", "int8", 2), true, some);

        assertEquals(some, settings.stream().anyMatch(line -> line.startsWith("wordless: ")));
    }
}
