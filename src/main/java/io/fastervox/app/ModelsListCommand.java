package io.fastervox.app;

import io.fastervox.models.Languages;
import io.fastervox.models.ModelEntry;
import io.fastervox.models.ModelMemory;
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
        String form = "%-18s %-12s %8s %8s  %-10s %s";
        composition
                .console()
                .result(String.format(
                        Locale.ROOT,
                        form,
                        messages.text("models.column.id"),
                        messages.text("models.column.state"),
                        "MB",
                        messages.text("models.column.memory"),
                        messages.text("models.column.licence"),
                        messages.text("models.column.languages")));
        for (ModelStatus status : all) {
            composition
                    .console()
                    .result(String.format(
                            Locale.ROOT,
                            form,
                            status.id(),
                            messages.text("model.state." + status.state()),
                            megabytes(size(status)),
                            status.entry().map(ModelsListCommand::memory).orElse(""),
                            status.entry().map(ModelEntry::licence).orElse(""),
                            status.entry().map(ModelsListCommand::languages).orElse("")));
        }
        return ExitCode.OK;
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes / 1e6);
    }

    /** What to plan on the processor, where every computer can use it. */
    private static String memory(ModelEntry entry) {
        return Optional.ofNullable(entry.memory().ram().get("int8"))
                .map(ModelsListCommand::megabytes)
                .orElse("");
    }

    /** How many, or which one. */
    private static String languages(ModelEntry entry) {
        List<String> codes = entry.languages().codes();
        return entry.languages().multilingual() ? String.valueOf(codes.size()) : String.join(" ", codes);
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
            Optional<ModelMemory> memory,
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
                    status.entry().map(ModelEntry::memory),
                    status.entry().map(ModelEntry::downloadBytes),
                    status.bytes(),
                    status.source(),
                    status.folder().toString());
        }
    }
}
