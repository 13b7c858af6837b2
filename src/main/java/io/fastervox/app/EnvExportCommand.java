package io.fastervox.app;

import io.fastervox.environment.BaseArchive;
import io.fastervox.environment.Bundles;
import io.fastervox.environment.PlatformId;
import io.fastervox.models.ModelStatus;
import io.fastervox.support.CodedException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fvox env export}: everything that an installation without a network needs, in one file (R19). */
@Command(name = "export", mixinStandardHelpOptions = true)
final class EnvExportCommand implements Callable<Integer> {
    private static final String NO_MODEL = "none";

    private final Composition composition;

    @Parameters(paramLabel = "FILE", descriptionKey = "fvox.env.export.file", converter = PathConverter.class)
    private Path file = Path.of("");

    @Option(names = "--profile", paramLabel = "PROFILE", descriptionKey = "fvox.env.export.profile")
    private @Nullable String profile;

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            descriptionKey = "fvox.env.export.platform",
            converter = PlatformConverter.class)
    private @Nullable PlatformId platform;

    @Option(names = "--model", paramLabel = "ID", descriptionKey = "fvox.env.export.model")
    private @Nullable String model;

    @Option(names = "--overwrite", descriptionKey = "fvox.env.export.overwrite")
    private boolean overwrite;

    @Option(names = "--json", descriptionKey = "fvox.json")
    private boolean json;

    @Mixin
    private IndexOption index = new IndexOption();

    EnvExportCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        composition.openLog(false);
        composition.useIndexes(index.indexes());
        Console console = composition.console();
        DeviceChoice devices = composition.devices();
        PlatformId wanted = platform != null ? platform : PlatformId.current();
        BaseArchive archive = composition.archive(wanted);
        Bundles bundles = composition.environments().bundles();
        Bundles.requirePlace(file, overwrite);
        Bundles.Written written = bundles.export(
                new Bundles.Order(
                        BuildVersion.text(),
                        profile != null ? profile : devices.profileInUse(devices.decision()),
                        wanted,
                        archive,
                        NO_MODEL.equals(model) ? Optional.empty() : Optional.of(model()),
                        file,
                        overwrite),
                console.progress());
        if (json) {
            console.json(written);
        } else {
            console.say("bundle.written", written.file(), String.format(Locale.ROOT, "%.1f", written.bytes() / 1e6));
        }
        if (!written.python()) {
            console.say("bundle.no_python");
        }
        return ExitCode.OK;
    }

    private Bundles.Model model() throws CodedException, InterruptedException {
        ModelStatus here = composition.preparation().modelFiles(Optional.ofNullable(model));
        return new Bundles.Model(here.id(), composition.models().files(here.id()));
    }
}
