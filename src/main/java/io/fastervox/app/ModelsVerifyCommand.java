package io.fastervox.app;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fvox models verify}: compares every file with its digest. */
@Command(name = "verify", mixinStandardHelpOptions = true)
final class ModelsVerifyCommand implements Callable<Integer> {
    private final Composition composition;

    @Parameters(paramLabel = "ID", descriptionKey = "fvox.models.id")
    private String id = "";

    ModelsVerifyCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        Console console = composition.console();
        List<String> bad = composition.models().verify(id, console.progress());
        if (bad.isEmpty()) {
            console.result(console.messages().text("models.verified", id));
            return ExitCode.OK;
        }
        console.error(ErrorCode.MODEL_DAMAGED, List.of(id, String.join(", ", bad)));
        return ExitCode.FAILED;
    }
}
