package io.fastervox.app;

import io.fastervox.models.GetListener;
import io.fastervox.support.CodedException;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import org.slf4j.LoggerFactory;

/** Shows how a model is got. */
final class ModelsOnConsole implements GetListener {
    private final Console console;
    private final ProgressListener progress;

    ModelsOnConsole(Console console) {
        this(console, console.progress());
    }

    /** @param progress where it is shown how far the work is */
    ModelsOnConsole(Console console, ProgressListener progress) {
        this.console = console;
        this.progress = progress;
    }

    /** Says of the steps that the environment has too that this is the model. */
    @Override
    public void progress(Progress now) {
        String step =
                switch (now.step()) {
                    case "fetch" -> "fetch-model";
                    case "wait" -> "wait-model";
                    default -> now.step();
                };
        progress.progress(new Progress(step, now.detail(), now.done(), now.total(), now.unit()));
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
