package io.fastervox.app;

import io.fastervox.hardware.DriverChild;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

/** This program as the child that asks a GPU driver. Its parent ends it when the driver hangs; without a parent it ends itself. */
final class GpuQuestion {
    private GpuQuestion() {}

    /** Does not return: a driver's own clean-up is not waited for. */
    static void ask(List<String> arguments, PrintStream out) {
        Thread watch = new Thread(GpuQuestion::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        DriverChild.run(arguments, out);
        out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream()); // nothing is ever written
        } catch (IOException e) {
            // a broken pipe is an end, too
        }
        Runtime.getRuntime().halt(1);
    }
}
