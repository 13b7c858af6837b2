package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.fastervox.support.CodedException;
import io.fastervox.support.Json;
import io.fastervox.support.Messages;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The list of models tells which one to take")
class ModelsListCommandTest {
    @TempDir
    private Path home;

    private String listed(String... options) throws CodedException {
        Written written = new Written();
        PrintStream out = written.stream();
        Console console = new Console(out, out, Messages.in(Locale.ENGLISH), false);
        String[] words = List.of(List.of("models", "list"), List.of(options)).stream()
                .flatMap(List::stream)
                .toArray(String[]::new);
        try (Composition composition = new Composition(Map.of("FASTERVOX_HOME", home.toString()), console)) {
            assertEquals(
                    ExitCode.OK, Main.commandLine(words, composition, out, out).execute(words));
        }
        return written.text();
    }

    @Test
    void aLineHoldsSizeMemoryLicenceAndLanguagesAndFitsAConsole() throws Exception {
        List<String> lines = listed().lines().toList();

        assertEquals(
                List.of(
                        "ID                 STATE              MB   RAM MB  LICENCE    LANGUAGES",
                        "small              not here          486     1600  MIT        99",
                        "small.en           not here          486     1600  MIT        en",
                        "large-v3-turbo     not here         1622     2600  MIT        100"),
                lines.stream()
                        .filter(line -> line.matches("(ID|small(.en)?|large-v3-turbo) .*"))
                        .toList());
        assertEquals(
                List.of(), lines.stream().filter(line -> line.length() > 80).toList());
    }

    @Test
    void scriptsGetTheMemoryOfEachComputeType() throws Exception {
        for (JsonNode model : Json.lenient().readTree(listed("--json"))) {
            if (model.get("id").asText().equals("small")) {
                assertEquals(Json.lenient().readTree("""
                                {"vram": {"float16": 1500000000, "int8_float16": 1500000000, "int8_float32": 1500000000,
                                    "float32": 3000000000},
                                 "ram": {"int8": 1600000000, "float32": 2400000000}}
                                """), model.get("memory"));
                return;
            }
        }
        throw new AssertionError("small is not in the list");
    }
}
