package io.fastervox.app;

import io.fastervox.config.LoadedSettings;
import io.fastervox.config.Settings;
import io.fastervox.config.SettingsStore;
import io.fastervox.desktop.Folders;
import io.fastervox.desktop.headless.XdgFolders;
import io.fastervox.desktop.windows.WindowsException;
import io.fastervox.desktop.windows.WindowsFolders;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.worker.SelfTest;
import io.fastervox.engine.worker.WorkerAdmission;
import io.fastervox.engine.worker.WorkerCommand;
import io.fastervox.engine.worker.WorkerEngine;
import io.fastervox.engine.worker.WorkerLoadProbe;
import io.fastervox.environment.Admission;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.Environments;
import io.fastervox.environment.PlatformId;
import io.fastervox.environment.PythonEmbed;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.hardware.HardwareProbe;
import io.fastervox.models.Loader;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelFetcher;
import io.fastervox.models.ModelSources;
import io.fastervox.models.ModelStore;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Where objects are wired together, by hand. Everything is made when it is first asked for, because most commands need
 * little of it. Used by one thread.
 */
final class Composition implements AutoCloseable {
    private final Map<String, String> variables;
    private final Console console;
    private final Path program;
    private final Folders folders;
    private final Path data;
    private final Timings timings;

    private @Nullable Settings settings;
    private @Nullable Http http;
    private @Nullable PythonEmbed embed;
    private @Nullable Environments environments;
    private @Nullable HardwareFacts hardware;

    /** @param variables the environment of this process */
    Composition(Map<String, String> variables, Console console) throws EnvironmentException {
        this.variables = variables;
        this.console = console;
        this.timings = Timings.started();
        this.program = programFolder();
        this.folders = foldersOfThisSystem();
        Path chosen = Optional.ofNullable(variables.get("FASTERVOX_HOME"))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .orElseGet(folders::data);
        this.data = real(chosen);
    }

    Console console() {
        return console;
    }

    Map<String, String> variables() {
        return variables;
    }

    Timings timings() {
        return timings;
    }

    /** The folder with {@code runner/} and {@code python-embed/}. */
    Path program() {
        return program;
    }

    Path data() {
        return data;
    }

    void openLog(boolean verbose) {
        LogFile.open(data.resolve("logs"), verbose);
    }

    Path logFile() {
        return data.resolve("logs").resolve("faster-vox.log");
    }

    /** The settings; when the file is unreadable the defaults, and the person is told. */
    Settings settings() {
        if (settings == null) {
            LoadedSettings loaded = new SettingsStore(data).load();
            loaded.notices()
                    .forEach(notice -> console.line(console.messages().cause(notice.code(), notice.arguments())));
            settings = loaded.settings();
        }
        return settings;
    }

    HardwareFacts hardware() {
        if (hardware == null) {
            hardware = HardwareProbe.ofThisMachine().probe();
        }
        return hardware;
    }

    PythonEmbed embed() {
        if (embed == null) {
            embed = new PythonEmbed(program.resolve("python-embed"));
        }
        return embed;
    }

    Environments environments() throws EnvironmentException {
        if (environments == null) {
            environments = environments(data);
        }
        return environments;
    }

    /** Environments in another data folder, for measurements. */
    Environments environments(Path folder) throws EnvironmentException {
        PlatformId platform = PlatformId.current();
        Path archives = Path.of(System.getProperty(
                "fastervox.base-python.folder", embed().folder().toString()));
        return new Environments(
                embed(),
                platform,
                embed().archive(platform, archives),
                folder,
                folders,
                indexes(),
                http(),
                new Downloader(http()),
                variables,
                Clock.systemUTC());
    }

    ModelStore models() throws CodedException {
        ModelSources sources = new ModelSources(hubs(), new IndexWheels(environments()), List.of());
        ModelFetcher fetcher =
                new ModelFetcher(sources, http(), new Downloader(http()), data.resolve("cache"), Clock.systemUTC());
        return new ModelStore(data.resolve("models"), ModelCatalogue.shipped(), fetcher, Clock.systemUTC());
    }

    /** Tries models in an environment, on the CPU. */
    Loader loader(ReadyEnvironment environment) {
        return new Loader(environment.lockId(), new WorkerLoadProbe(workerCommand(environment), "cpu", "int8"));
    }

    Engine engine(ReadyEnvironment environment) {
        return new WorkerEngine(workerCommand(environment));
    }

    EarlyEngine earlyEngine() throws EnvironmentException {
        return new EarlyEngine(this::engine, environments().live());
    }

    Admission admission() throws EngineException {
        return new WorkerAdmission(this::workerCommand, SelfTest.in(embed().folder()));
    }

    Preparation preparation() {
        return new Preparation(this);
    }

    private WorkerCommand workerCommand(ReadyEnvironment environment) {
        return WorkerCommand.of(environment.python(), program, variables, data.resolve("logs"));
    }

    private Http http() {
        if (http == null) {
            http = new Http(HttpSettings.standard(BuildVersion.text()), variables);
        }
        return http;
    }

    private List<URI> indexes() {
        return chosen("FASTERVOX_INDEX_URL", settings().indexUrl())
                .map(List::of)
                .orElse(List.of());
    }

    private List<URI> hubs() throws EnvironmentException {
        Optional<URI> chosen = chosen("FASTERVOX_HUB_URL", settings().hubEndpoint());
        return chosen.isPresent()
                ? List.of(chosen.get())
                : embed().sources().hubs().stream()
                        .flatMap(hub -> hub.url().stream())
                        .toList();
    }

    /** What a variable says, a path meaning that folder; else the setting. */
    private Optional<URI> chosen(String variable, Optional<URI> setting) {
        return Optional.ofNullable(variables.get(variable))
                .filter(value -> !value.isBlank())
                .map(value -> address(variable, value))
                .or(() -> setting);
    }

    private static URI address(String variable, String value) {
        if (!value.contains("://")) {
            return Path.of(value).toUri();
        }
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new ParameterException(new CommandLine(new Object()), variable + "=" + value, e);
        }
    }

    /** One name for one folder: symbolic links on the way to it are followed, whether it exists yet or not. */
    private static Path real(Path folder) {
        Path whole = folder.toAbsolutePath().normalize();
        Path known = whole;
        while (Files.notExists(known) && known.getParent() != null) {
            known = known.getParent(); // not there yet: its parent may be
        }
        try {
            return known.toRealPath().resolve(known.relativize(whole)).normalize();
        } catch (IOException e) {
            return whole;
        }
    }

    private Folders foldersOfThisSystem() throws EnvironmentException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            return new XdgFolders(variables, Path.of(System.getProperty("user.home")));
        }
        try {
            return new WindowsFolders(variables);
        } catch (WindowsException e) {
            throw new EnvironmentException(
                    ErrorCode.DATA_FOLDER_NOT_WRITABLE, "no data folder", e, List.of("LocalAppData", e.toString()));
        }
    }

    private static Path programFolder() throws EnvironmentException {
        @Nullable String named = System.getProperty("fastervox.program");
        if (named == null) {
            throw new EnvironmentException(
                    ErrorCode.PROGRAM_FILE_MISSING, "fastervox.program is not set", "fastervox.program", "not set");
        }
        return Path.of(named);
    }

    @Override
    public void close() {
        if (http != null) {
            http.close();
        }
    }
}
