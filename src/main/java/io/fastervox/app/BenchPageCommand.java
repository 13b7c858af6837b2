package io.fastervox.app;

import io.fastervox.app.bench.BenchmarkPage;
import io.fastervox.support.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox bench page}: the page of the benchmarks. */
@Command(name = "page", mixinStandardHelpOptions = true)
final class BenchPageCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--check", descriptionKey = "fvox.bench.page.check")
    private boolean check;

    BenchPageCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = composition.program().resolve("docs/benchmarks");
        Path page = folder.resolve("README.md");
        String text = BenchmarkPage.of(folder);
        if (check) {
            boolean current = Files.exists(page) && Files.readString(page).equals(text);
            composition.console().say(current ? "bench.page.current" : "bench.page.stale", page);
            return current ? ExitCode.OK : ExitCode.FAILED;
        }
        AtomicFiles.write(page, text);
        composition.console().say("bench.written", page);
        return ExitCode.OK;
    }
}
