package io.fastervox.app;

import io.fastervox.models.GetListener;
import io.fastervox.support.CodedException;
import io.fastervox.support.Progress;

/** Shows how a model is got. */
final class ModelsOnConsole implements GetListener {
    private final Console console;

    ModelsOnConsole(Console console) {
        this.console = console;
    }

    @Override
    public void progress(Progress progress) {
        console.progress().progress(progress);
    }

    @Override
    public void sourceSkipped(String source, CodedException reason) {
        console.say("models.source-skipped", source, String.valueOf(reason.getMessage()));
    }

    @Override
    public void testSourceUsed(String source) {
        console.say("models.test-source", source);
    }
}
