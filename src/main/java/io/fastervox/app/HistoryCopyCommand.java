package io.fastervox.app;

import io.fastervox.desktop.Clipboard;
import io.fastervox.desktop.windows.WindowsException;
import io.fastervox.history.Kept;
import io.fastervox.support.CodedException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fvox history copy}: a text to the clipboard. */
@Command(name = "copy", mixinStandardHelpOptions = true)
final class HistoryCopyCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "ID", arity = "0..1", descriptionKey = "fvox.history.id")
    private @Nullable String id;

    HistoryCopyCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException {
        Console console = composition.console();
        Kept kept = composition.history().get(Optional.ofNullable(id));
        Optional<Clipboard> clipboard;
        try {
            clipboard = Platform.lastingClipboard();
        } catch (WindowsException e) {
            console.say("history.not-copied", e.toString());
            return ExitCode.FAILED;
        }
        if (clipboard.isEmpty()) {
            console.say("history.no-clipboard");
            return ExitCode.FAILED;
        }
        if (clipboard.get().copy(HistoryOnConsole.text(kept)) instanceof Clipboard.Copied.Unavailable unavailable) {
            console.say("history.not-copied", unavailable.reason());
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }
}
