package io.fastervox.app;

import io.fastervox.support.CodedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox env sources}: where packages and models come from, in which order and why; {@code test} tries each. */
@Command(name = "sources", mixinStandardHelpOptions = true)
final class EnvSourcesCommand implements Callable<Integer> {
    private final Composition composition;

    /** What to do. */
    enum Action {
        LIST,
        TEST
    }

    @Parameters(arity = "0..1", paramLabel = "list/test", descriptionKey = "fvox.env.sources.action")
    private Action action = Action.LIST;

    @Mixin
    private IndexOption index = new IndexOption();

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    EnvSourcesCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.openLog(false);
        composition.useIndexes(index.indexes());
        List<SourceRow> rows = new SourceTable(composition).rows(action == Action.TEST);
        Console console = composition.console();
        if (json) {
            console.json(rows);
        } else {
            print(rows, "index", "sources.indexes");
            print(rows, "hub", "sources.hubs");
        }
        boolean packages = rows.stream().anyMatch(row -> row.kind().equals("index") && row.usable());
        return packages ? ExitCode.OK : ExitCode.NOT_READY;
    }

    private void print(List<SourceRow> rows, String kind, String heading) {
        Console console = composition.console();
        console.result(console.messages().text(heading));
        rows.stream()
                .filter(row -> row.kind().equals(kind))
                .flatMap(row -> row.lines(console.messages()).stream())
                .forEach(console::result);
    }
}
