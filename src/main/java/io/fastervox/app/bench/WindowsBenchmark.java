package io.fastervox.app.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fastervox.support.Exec;
import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The life of the Windows program, from the installer to the removal; measured by a script of the checkout’s Windows tier. */
public final class WindowsBenchmark {
    private static final double UPGRADE_AIM = 2;
    private static final double LAUNCHER_AIM = 1.1;
    private static final double SET_UP_AIM = 4;
    private static final double AT_REST_AIM = 110e6;
    private static final Duration A_ROUND = Duration.ofMinutes(20);

    private final Path checkout;
    private final String version;

    /** @param version of the program, in three parts */
    public WindowsBenchmark(Path checkout, String version) {
        this.checkout = checkout;
        this.version = version;
    }

    /** Times of each step of the life, the set-up's parts on both systems, and exact sizes. */
    public List<Samples> run(int rounds) throws IOException, InterruptedException {
        List<String> command = List.of(
                "python3", checkout.resolve(".ci/windows/measure.py").toString(), version, Integer.toString(rounds));
        Exec.Result result = Exec.of(command, A_ROUND.multipliedBy(rounds + 1L)).run();
        if (!result.succeeded()) {
            throw new IOException(result.describe());
        }
        return Json.strict().readValue(result.stdout(), new TypeReference<List<Samples>>() {});
    }

    public List<Ratio> ratios(List<Samples> samples) {
        return List.of(
                ratio(samples, "upgrade", "install", UPGRADE_AIM),
                ratio(samples, "fvox.exe --version, again", "java.exe, the same", LAUNCHER_AIM),
                ratio(samples, "set-up under Wine, to installed", "set-up on Linux, to installed", SET_UP_AIM),
                Ratio.of(
                        Samples.named(samples, "agent at rest, Pss of its process"),
                        new Samples("110 MB", "bytes", List.of(AT_REST_AIM)),
                        1));
    }

    private static Ratio ratio(List<Samples> samples, String of, String to, double aim) {
        return Ratio.of(Samples.named(samples, of), Samples.named(samples, to), aim);
    }
}
