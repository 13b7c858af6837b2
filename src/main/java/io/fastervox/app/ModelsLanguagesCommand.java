package io.fastervox.app;

import io.fastervox.models.SpokenLanguage;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox models languages}: by name, in the language of the messages. */
@Command(name = "languages", mixinStandardHelpOptions = true)
final class ModelsLanguagesCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    ModelsLanguagesCommand(Composition composition) {
        this.console = composition.console();
    }

    @Override
    public Integer call() {
        Locale reader = console.messages().locale();
        Map<String, String> names = new LinkedHashMap<>();
        SpokenLanguage.all().stream()
                .sorted(Comparator.comparing(code -> SpokenLanguage.name(code, reader)))
                .forEach(code -> names.put(code, SpokenLanguage.name(code, reader)));
        if (json) {
            console.json(names);
        } else {
            names.forEach((code, name) -> console.result(String.format(Locale.ROOT, "%-4s %s", code, name)));
        }
        return ExitCode.OK;
    }
}
