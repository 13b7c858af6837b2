package io.fastervox.app.bench;

import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The scripts of the Windows tier, with a Wine prefix of its own. */
final class WineTier {
    private static final String USER = "tester";

    private final Path checkout;
    private final Path prefix;
    private final Duration limit;

    /** What a program wrote on its standard output, and how long it ran, with the start of Wine's process. */
    record Run(String output, double seconds) {}

    /** @param prefix does not exist yet */
    WineTier(Path checkout, Path prefix, Duration limit) {
        this.checkout = checkout;
        this.prefix = prefix;
        this.limit = limit;
    }

    void makePrefix() throws IOException, InterruptedException {
        script(".ci/windows/prefix.sh", "--user", USER, "--copy", prefix.toString());
    }

    Path localAppData() {
        return prefix.resolve("drive_c/users").resolve(USER).resolve("AppData/Local");
    }

    /** A Windows program: a path, or one that Windows has. */
    Run run(String... command) throws IOException, InterruptedException {
        return wine("run", command);
    }

    /** The Windows Java that the program is built with. */
    Run java(String... arguments) throws IOException, InterruptedException {
        return wine("java", arguments);
    }

    void stop() throws IOException, InterruptedException {
        wine("stop");
    }

    /** What Windows calls a file of this machine. */
    String name(Path file) {
        return "Z:" + file.toString().replace('/', '\\');
    }

    Run script(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(checkout.resolve(script).toString()));
        command.addAll(List.of(arguments));
        long began = System.nanoTime();
        Exec.Result result = Exec.of(command, limit).inFolder(checkout).run();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (!result.succeeded()) {
            throw new IOException(script + " " + String.join(" ", arguments) + ": " + result.describe());
        }
        return new Run(result.stdout(), seconds);
    }

    private Run wine(String what, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("--prefix", prefix.toString(), "--user", USER));
        words.addAll(List.of("--timeout", Long.toString(limit.toSeconds()), what));
        words.addAll(List.of(arguments));
        return script(".ci/windows/wine.sh", words.toArray(String[]::new));
    }
}
