package io.fastervox.app;

import io.fastervox.models.Languages;
import io.fastervox.models.ModelEntry;
import io.fastervox.models.ModelStatus;
import io.fastervox.support.CodedException;
import io.fastervox.support.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fvox models list}. */
@Command(name = "list", mixinStandardHelpOptions = true)
final class ModelsListCommand implements Callable<Integer> {
    private final Composition composition;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    ModelsListCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        List<ModelStatus> all = composition.models().list();
        if (json) {
            composition.console().json(all.stream().map(View::of).toList());
            return ExitCode.OK;
        }
        Messages messages = composition.console().messages();
        String form = "%-18s %-12s %9s  %-12s %s";
        composition
                .console()
                .result(String.format(
                        Locale.ROOT,
                        form,
                        messages.text("models.column.id"),
                        messages.text("models.column.state"),
                        "MB",
                        messages.text("models.column.licence"),
                        messages.text("models.column.title")));
        for (ModelStatus status : all) {
            composition
                    .console()
                    .result(String.format(
                            Locale.ROOT,
                            form,
                            status.id(),
                            messages.text("model.state." + status.state()),
                            String.format(Locale.ROOT, "%.0f", size(status) / 1e6),
                            status.entry().map(ModelEntry::licence).orElse(""),
                            status.entry().map(ModelEntry::title).orElse("")));
        }
        return ExitCode.OK;
    }

    /** What it takes on disk, or what would be downloaded. */
    private static long size(ModelStatus status) {
        return status.complete()
                ? status.bytes()
                : status.entry().map(ModelEntry::downloadBytes).orElse(status.bytes());
    }

    /** The form of {@code --json}. */
    private record View(
            String id,
            String state,
            Optional<String> title,
            Optional<String> licence,
            Optional<Languages> languages,
            Optional<Long> downloadBytes,
            long bytes,
            Optional<String> source,
            String folder) {
        static View of(ModelStatus status) {
            return new View(
                    status.id(),
                    status.state().name().toLowerCase(Locale.ROOT),
                    status.entry().map(ModelEntry::title),
                    status.entry().map(ModelEntry::licence),
                    status.entry().map(ModelEntry::languages),
                    status.entry().map(ModelEntry::downloadBytes),
                    status.bytes(),
                    status.source(),
                    status.folder().toString());
        }
    }
}
