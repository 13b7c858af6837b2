package io.fastervox.app;

import io.fastervox.agent.Problem;
import io.fastervox.desktop.windows.MessageBox;
import io.fastervox.support.Messages;

/**
 * Tells people why there is no program, where they have started it without a console.
 *
 * @param seen whether somebody would see nothing else
 */
record Alert(boolean seen) {
    /** @param quiet whether the system starts it and not a person */
    static Alert of(boolean quiet) {
        return new Alert(isWithoutConsole() && !quiet);
    }

    /** Whether this is the launcher that has no console. */
    static boolean isWithoutConsole() {
        return System.getProperty("jpackage.app-path", "").endsWith("\\FasterVox.exe");
    }

    /** Waits until it was read. */
    void show(Problem problem, Messages messages) {
        if (seen) {
            MessageBox.show("Faster-Vox", problem.cause(messages) + "\n" + problem.advice(messages));
        }
    }
}
