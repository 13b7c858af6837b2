package io.fastervox.app;

import io.fastervox.models.GetListener;
import io.fastervox.support.CodedException;
import io.fastervox.support.Progress;
import org.slf4j.LoggerFactory;

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
        LoggerFactory.getLogger(ModelsOnConsole.class).info("{} skipped: {}", source, reason.getMessage());
        console.say("models.source-skipped", withoutVersion(source));
    }

    @Override
    public void testSourceUsed(String source) {
        console.say("models.test-source", withoutVersion(source));
    }

    /** The label of a source ends with its revision or version, which is for the log. */
    private static String withoutVersion(String source) {
        return source.replaceFirst("@.*", "");
    }
}
