package io.fastervox.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchmarkPageTest {
    private final Samples ours = new Samples("ours", "s", List.of(3.0, 1.0, 2.0, 4.0));
    private final Samples theirs = new Samples("theirs", "s", List.of(2.0));

    @TempDir
    private Path folder;

    @Test
    void thePageOfTheCheckoutBelongsToItsFigures() throws IOException {
        Path kept = Path.of(System.getProperty("fastervox.program")).resolve("docs/benchmarks");

        assertEquals(BenchmarkPage.of(kept), Files.readString(kept.resolve("README.md")), "Run: fvox bench page");
    }

    @Test
    void whatWasMeasuredByLengthIsDrawn() {
        List<Samples> samples = List.of(
                new Samples("10 s: batch, greedy", "s", List.of(2.0, 3.0, 4.0)),
                new Samples("3 s: batch, greedy", "s", List.of(1.0)),
                new Samples("3 s: release after 500 ms of silence", "s", List.of(0.25)),
                new Samples("10 s: release after 500 ms of silence", "s", List.of(0.5)));

        assertEquals("""

                From above: batch, greedy; release 100 ms after the last voiced frame; release after 500 ms of silence.
                ```mermaid
                xychart-beta
                    x-axis "seconds of speech" [3, 10]
                    y-axis "seconds to the text, median"
                    line [1.000, 3.000]
                    line []
                    line [0.250, 0.500]
                ```
                """, LatencyPlot.of(samples));
    }

    @Test
    void thePageIsMadeOfTheFilesAlone() throws IOException {
        BenchmarkRecord found = new BenchmarkRecord(
                "worker",
                "Ours against theirs.",
                "2026-11-23",
                "abc",
                "a machine",
                List.of("model base"),
                List.of(ours, theirs),
                List.of(Ratio.of(ours, theirs, 1.05)));
        Files.write(folder.resolve("worker.json"), Json.strict().writeValueAsBytes(found));
        Files.writeString(folder.resolve("README.md"), "old");

        String page = BenchmarkPage.of(folder);

        assertEquals("""
                ## worker
                Ours against theirs.

                a machine; 2026-11-23; commit `abc`.
                - model base

                | measured | median | runs |
                |-|-|-|
                | ours | 2.500 s (1.000 – 4.000) | 4 |
                | theirs | 2.000 s | 1 |

                | ratio | value | aim |
                |-|-|-|
                | ours / theirs | 1.250 | ≤ 1.050 (missed) |
                """, page.substring(page.indexOf("## worker")));
    }
}
