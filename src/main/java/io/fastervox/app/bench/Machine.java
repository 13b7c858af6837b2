package io.fastervox.app.bench;

import io.fastervox.hardware.HardwareFacts;
import io.fastervox.support.Exec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** On what and of what was measured. */
public final class Machine {
    /** What a commit ends with whose sources were changed after it. */
    public static final String CHANGED = "-dirty";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Machine() {}

    /** For example {@code AMD EPYC, 2 cores (4 threads), 24 GiB, Linux}. */
    public static String describe(HardwareFacts hardware) {
        return "%s, %d cores (%d threads), %d GiB, %s"
                .formatted(
                        hardware.cpu().name(),
                        hardware.cpu().physicalCores(),
                        hardware.cpu().logicalCores(),
                        Math.round(hardware.memoryBytes() / (double) (1L << 30)),
                        hardware.system());
    }

    /** The commit of a checkout, {@link #CHANGED} behind it when sources were changed after it. */
    public static String commit(Path checkout) throws IOException, InterruptedException {
        String head = git(checkout, "rev-parse", "--short=12", "HEAD");
        String changed = git(
                checkout,
                "status",
                "--porcelain",
                "--",
                "src",
                "runner",
                "python-embed",
                "installer",
                ".ci",
                "fvox",
                "pom.xml");
        return head + (changed.isEmpty() ? "" : CHANGED);
    }

    private static String git(Path checkout, String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Exec.Result result = Exec.of(command, LIMIT).inFolder(checkout).run();
        if (!result.succeeded()) {
            throw new IOException("git: " + result.describe());
        }
        return result.stdout().strip();
    }
}
