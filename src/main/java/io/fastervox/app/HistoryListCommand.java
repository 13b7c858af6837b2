package io.fastervox.app;

import io.fastervox.history.Kept;
import io.fastervox.support.CodedException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox history list}: the newest last, where the eye is. */
@Command(name = "list", mixinStandardHelpOptions = true)
final class HistoryListCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    HistoryListCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        Console console = composition.console();
        List<Kept> kept = composition.history().list(Integer.MAX_VALUE);
        if (json) {
            console.json(kept.stream().map(HistoryOnConsole::view).toList());
        } else if (kept.isEmpty()) {
            console.say("history.empty");
        } else {
            HistoryOnConsole shown = new HistoryOnConsole(console.messages());
            for (int i = kept.size() - 1; i >= 0; i--) {
                console.result(shown.line(kept.get(i)));
            }
        }
        return ExitCode.OK;
    }
}
