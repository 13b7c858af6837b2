package io.fastervox.environment;

import io.fastervox.desktop.headless.XdgFolders;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.download.SourceMemory;
import io.fastervox.download.SourceOrder;
import io.fastervox.support.ProgressListener;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The builder as the program wires it, on this machine. Also a small program, so that a test can kill it. */
final class RealBuild {
    private RealBuild() {}

    /** Arguments: data folder, profile. Prints each step as it begins. */
    public static void main(String[] arguments) throws Exception {
        ProgressListener printer = progress -> {
            System.out.println(progress.step());
            System.out.flush();
        };
        try (Http http = http()) {
            environments(Path.of(arguments[0]), http).ensure(arguments[1], printer);
        }
    }

    static Http http() {
        return new Http(HttpSettings.standard("test"), System.getenv());
    }

    static Path program() {
        return Path.of(System.getProperty("fastervox.program", "."));
    }

    static Environments environments(Path data, Http http) throws EnvironmentException {
        return environments(data, http, archive());
    }

    /** The pinned base Python as Maven has fetched it. */
    static BaseArchive archive() throws EnvironmentException {
        PythonEmbed embed = new PythonEmbed(program().resolve("python-embed"));
        BasePython pin = embed.bases().stream()
                .filter(base -> base.id().equals("linux"))
                .findFirst()
                .orElseThrow();
        return pin.archive(program().resolve("target/base-python").resolve(pin.file()), List.of());
    }

    static Environments environments(Path data, Http http, BaseArchive archive) {
        return environments(data, http, archive, new PythonEmbed(program().resolve("python-embed")));
    }

    /** @param program with locks and profiles of its own */
    static Environments environments(Path data, Http http, BaseArchive archive, PythonEmbed program) {
        return new Environments(
                program,
                PlatformId.LINUX,
                archive,
                BuildListener.NONE,
                data,
                new XdgFolders(Map.of(), Path.of("/nowhere")),
                IndexChoice.named(new SourceOrder(http, SourceMemory.ofThisRun()), List.of()),
                http,
                new Downloader(http),
                System.getenv(),
                Clock.systemUTC());
    }
}
