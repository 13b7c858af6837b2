package io.fastervox.app;

import java.io.IOException;
import java.io.InputStream;
import org.slf4j.LoggerFactory;

/** The Enter key, or the end of the input, takes the place of a hotkey's release. */
final class KeyboardRelease {
    private KeyboardRelease() {}

    /** Waits for it on a thread of its own, which ends with the program: a read of the console cannot be ended. */
    static void on(InputStream in, Runnable release) {
        Thread thread = new Thread(
                () -> {
                    try {
                        int read = in.read();
                        while (read != '\n' && read != -1) {
                            read = in.read();
                        }
                    } catch (IOException e) {
                        LoggerFactory.getLogger(KeyboardRelease.class).debug("no keyboard", e);
                    }
                    release.run();
                },
                "keyboard");
        thread.setDaemon(true);
        thread.start();
    }
}
