package io.fastervox.app;

import io.fastervox.desktop.Paster;
import io.fastervox.desktop.Target;

/** On a console a text is printed by the command itself, and nothing is pasted anywhere. */
final class PrintedText implements Paster {
    @Override
    public Outcome paste(String text, Target target) {
        return leave(text, Reason.COPY_ONLY);
    }

    @Override
    public Outcome type(String text, Target target) {
        return leave(text, Reason.COPY_ONLY);
    }

    @Override
    public Outcome leave(String text, Reason reason) {
        return new Outcome.Kept(reason);
    }

    @Override
    public void close() {
        // nothing is borrowed
    }
}
