package io.fastervox.app;

import io.fastervox.desktop.windows.MessageBox;
import io.fastervox.support.Messages;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code FasterVox.exe}, which starts this and nothing else. The tray agent is not there yet, so a window says what the
 * program can do today, instead of a double click that does nothing.
 */
@Command(name = "agent", hidden = true)
final class AgentCommand implements Callable<Integer> {
    private final Composition composition;

    AgentCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() {
        Messages messages = composition.console().messages();
        Path launcher = Path.of(System.getProperty("jpackage.app-path", "FasterVox.exe"));
        String text = messages.text("agent.notice", launcher.resolveSibling("fvox.exe"));
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            MessageBox.show("Faster-Vox", text);
        } else {
            composition.console().line(text);
        }
        return ExitCode.OK;
    }
}
