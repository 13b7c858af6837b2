package io.fastervox.app;

import io.fastervox.config.ConfigException;
import io.fastervox.config.LoadedSettings;
import io.fastervox.config.Settings;
import io.fastervox.config.SettingsStore;
import io.fastervox.config.Tuning;
import io.fastervox.config.TuningFile;
import io.fastervox.desktop.Folders;
import io.fastervox.desktop.Shortcut;
import io.fastervox.desktop.headless.XdgFolders;
import io.fastervox.desktop.windows.WindowsException;
import io.fastervox.desktop.windows.WindowsFolders;
import io.fastervox.download.Downloader;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.download.SourceMemory;
import io.fastervox.download.SourceOrder;
import io.fastervox.download.SourceTrial;
import io.fastervox.engine.Engine;
import io.fastervox.engine.EngineException;
import io.fastervox.engine.worker.SelfTest;
import io.fastervox.engine.worker.WorkerAdmission;
import io.fastervox.engine.worker.WorkerCommand;
import io.fastervox.engine.worker.WorkerEngine;
import io.fastervox.engine.worker.WorkerLoadProbe;
import io.fastervox.environment.Admission;
import io.fastervox.environment.BaseArchive;
import io.fastervox.environment.EnvironmentException;
import io.fastervox.environment.Environments;
import io.fastervox.environment.IndexChoice;
import io.fastervox.environment.PlatformId;
import io.fastervox.environment.PythonEmbed;
import io.fastervox.environment.ReadyEnvironment;
import io.fastervox.environment.Sources;
import io.fastervox.hardware.Cpu;
import io.fastervox.hardware.HardwareFacts;
import io.fastervox.hardware.HardwareProbe;
import io.fastervox.history.History;
import io.fastervox.models.Loader;
import io.fastervox.models.ModelCatalogue;
import io.fastervox.models.ModelFetcher;
import io.fastervox.models.ModelSources;
import io.fastervox.models.ModelStore;
import io.fastervox.models.SpokenLanguage;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.GivenPath;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
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
    private List<URI> namedIndexes = List.of();
    private @Nullable Http http;
    private @Nullable SourceMemory memory;
    private @Nullable PythonEmbed embed;
    private @Nullable Environments environments;
    private @Nullable HardwareFacts hardware;
    private Runnable letGo = () -> {};
    private Runnable endLog = () -> {};
    private final LaterUpdate update = new LaterUpdate(this);

    /** @param variables the environment of this process */
    Composition(Map<String, String> variables, Console console) throws EnvironmentException {
        this.variables = variables;
        this.console = console;
        this.timings = Timings.started();
        this.program = programFolder();
        this.folders = foldersOfThisSystem();
        String named = variables.getOrDefault("FASTERVOX_HOME", "");
        this.data = real(named.isBlank() ? folders.data() : namedData(named));
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
        endLog.run();
        endLog = LogFile.open(data.resolve("logs"), verbose);
    }

    Path logFile() {
        return data.resolve("logs").resolve("faster-vox.log");
    }

    /** The settings; when the file is unreadable the defaults, and the person is told. */
    Settings settings() {
        if (settings == null) {
            LoadedSettings loaded = settingsStore().load();
            loaded.notices()
                    .forEach(notice -> console.line(console.messages().cause(notice.code(), notice.arguments())));
            settings = loaded.settings();
        }
        return settings;
    }

    /** Instead of those in the file; to be called before anything is asked for. */
    void useSettings(Settings chosen) {
        settings = chosen;
    }

    SettingsStore settingsStore() {
        return new SettingsStore(
                data,
                folders.ofAdministrators().resolve("policy.json"),
                keys -> Shortcut.parse(keys)
                        .filter(hotkey -> !hotkey.takesAKeyOfWriting())
                        .isPresent());
    }

    TuningFile tuningFile() {
        return new TuningFile(data);
    }

    /** What {@code fvox tune} has found on this processor. */
    Optional<Tuning> tuning() {
        return tuningFile().read().filter(tuning -> {
            Cpu cpu = hardware().cpu();
            return tuning.isOf(cpu.name(), cpu.physicalCores());
        });
    }

    History history() {
        return new History(data.resolve("history"), Platform.secrets(), Clock.systemUTC());
    }

    Folders folders() {
        return folders;
    }

    /** Where transcripts come that cannot lie where they are wanted. */
    Path transcripts() {
        return folders.documents().resolve("Faster-Vox");
    }

    /** What this machine is; what the GPU driver said may be some hours old. */
    HardwareFacts hardware() {
        if (hardware == null) {
            hardware = probe(false);
        }
        return hardware;
    }

    /** What this machine is now. For people who look at it: asking a GPU driver takes a moment. */
    HardwareFacts freshHardware() {
        hardware = probe(true);
        return hardware;
    }

    private HardwareFacts probe(boolean ask) {
        return HardwareProbe.ofThisMachine(
                        OwnProgram.command(), variables, data.resolve("cache").resolve("gpu.json"), ask)
                .probe();
    }

    PythonEmbed embed() {
        if (embed == null) {
            embed = new PythonEmbed(program.resolve("python-embed"));
        }
        return embed;
    }

    Environments environments() throws EnvironmentException {
        if (environments == null) {
            DataAccess.require(data);
            environments = environments(data);
        }
        return environments;
    }

    /** Environments in another data folder, for measurements. */
    Environments environments(Path folder) throws EnvironmentException {
        PlatformId platform = PlatformId.current();
        return new Environments(
                embed(),
                platform,
                archive(platform),
                new BuildOnConsole(console),
                folder,
                folders,
                new IndexChoice(sourceOrder(), addresses(indexOffers(), Offer::address)),
                http(),
                new Downloader(http(), memory()),
                variables,
                Clock.systemUTC());
    }

    /** The base Python of a platform, this one's or another's. */
    BaseArchive archive(PlatformId platform) throws EnvironmentException {
        Path archives = Path.of(System.getProperty(
                "fastervox.base-python.folder", embed().folder().toString()));
        return embed().archive(platform, archives, region());
    }

    ModelStore models() throws CodedException {
        ModelSources sources = new ModelSources(hubs(), new IndexWheels(environments()), List.of());
        ModelFetcher fetcher = new ModelFetcher(
                sources,
                http(),
                new Downloader(http(), memory()),
                sourceOrder(),
                data.resolve("cache"),
                Clock.systemUTC());
        return new ModelStore(data.resolve("models"), ModelCatalogue.shipped(), fetcher, Clock.systemUTC());
    }

    /** Tries models in an environment, on the CPU. */
    Loader loader(ReadyEnvironment environment) {
        return new Loader(
                environment.lockId(),
                new WorkerLoadProbe(workerCommand(environment).forDevice("cpu"), "cpu", "int8"));
    }

    /** @param device {@code cpu} or {@code cuda} */
    Engine engine(ReadyEnvironment environment, String device) {
        return new WorkerEngine(workerCommand(environment).forDevice(device));
    }

    /** What is spoken, as Whisper's code: the named language, or that of the settings; empty when it is to be detected. */
    Optional<String> spoken(Optional<String> named) throws CodedException {
        Optional<String> inForce = settings().language();
        String written = named.or(() -> inForce).orElse(SpokenLanguage.DETECTED);
        Optional<String> spoken =
                SpokenLanguage.orDetected(written, console.messages().locale());
        if (named.isPresent()) {
            settings()
                    .policy()
                    .require(
                            "language",
                            spoken.or(() -> Optional.of(SpokenLanguage.DETECTED)),
                            inForce.or(() -> Optional.of(SpokenLanguage.DETECTED)));
        }
        return spoken;
    }

    EarlyEngine earlyEngine() {
        EarlyEngine early = new EarlyEngine(this::engine, live());
        letGo = early::letGo;
        return early;
    }

    /** The live environment, as far as that can be told. */
    Optional<ReadyEnvironment> live() {
        try {
            return environments().live();
        } catch (EnvironmentException e) {
            return Optional.empty(); // whoever prepares the environment meets the same error and tells it
        }
    }

    /** @param end ends what the caller runs in the environment */
    void whenEnvironmentChanges(Runnable end) {
        letGo = end;
    }

    /** Ends what this process runs in the environment, which is about to change. */
    void letGoOfEnvironment() {
        letGo.run();
    }

    LaterUpdate update() {
        return update;
    }

    EnvironmentOnConsole environmentOnConsole() {
        return new EnvironmentOnConsole(console, this::letGoOfEnvironment);
    }

    Admission admission() throws EngineException {
        return new WorkerAdmission(this::workerCommand, SelfTest.in(embed().folder()));
    }

    DeviceChoice devices() {
        return new DeviceChoice(this);
    }

    Preparation preparation() {
        return new Preparation(this);
    }

    private WorkerCommand workerCommand(ReadyEnvironment environment) {
        return WorkerCommand.of(environment.python(), program, variables, data.resolve("logs"));
    }

    private Http http() {
        if (http == null) {
            HttpSettings patience = HttpSettings.standard(BuildVersion.text())
                    .withPatience(Double.parseDouble(System.getProperty("fastervox.patience", "1")));
            http = settings().policy().downloads()
                    ? new Http(patience, ProxyChoice.in(variables, settings()))
                    : Http.switchedOff(patience);
        }
        return http;
    }

    /** Indexes and folders that stand in place of the offered ones; to be called before anything is asked for. */
    void useIndexes(List<String> named) throws ConfigException {
        List<URI> indexes = new ArrayList<>();
        for (String index : named) {
            URI address = address("--index", index);
            if (settings().policy().holds("index_url")) {
                Optional<URI> held = settings().indexUrl().map(http()::withoutAccount);
                settings()
                        .policy()
                        .require("index_url", Optional.of(asFolder(address)), held.map(Composition::asFolder));
            }
            indexes.add(address);
        }
        namedIndexes = List.copyOf(indexes);
    }

    /** An index is the same with and without a slash at its end. */
    private static URI asFolder(URI index) {
        String text = index.toString();
        return text.endsWith("/") ? index : URI.create(text + "/");
    }

    SourceOrder sourceOrder() {
        return new SourceOrder(http(), memory());
    }

    SourceTrial sourceTrial() {
        return new SourceTrial(http(), memory());
    }

    private SourceMemory memory() {
        if (memory == null) {
            memory = new SourceMemory(
                    data.resolve("cache").resolve("sources.json"),
                    Clock.systemUTC(),
                    (host, code, reason) -> console.say("source.left", host, reason, code.id()));
        }
        return memory;
    }

    /** The package indexes: named ones in their order, or those that are offered. */
    List<List<Offer>> indexOffers() throws EnvironmentException {
        if (!namedIndexes.isEmpty()) {
            return namedIndexes.stream()
                    .map(address -> List.of(Offer.named(address)))
                    .toList();
        }
        return offers(
                variable("FASTERVOX_INDEX_URL", "index_url"),
                settings().indexUrl(),
                embed().sources().indexes());
    }

    /** The endpoints of the model hub: the named one, or those that are offered. */
    List<List<Offer>> hubOffers() throws EnvironmentException {
        return offers(
                variable("FASTERVOX_HUB_URL", "hub_endpoint"),
                settings().hubEndpoint(),
                embed().sources().hubs());
    }

    List<List<URI>> hubs() throws EnvironmentException {
        return addresses(hubOffers(), hub -> hub.address().orElseThrow());
    }

    /** What a variable of the environment names in place of a setting. The policy's word is the last. */
    private Optional<URI> variable(String variable, String field) {
        return Optional.ofNullable(variables.get(variable))
                .filter(value -> !value.isBlank() && !settings().policy().holds(field))
                .map(value -> address(variable, value));
    }

    private List<List<Offer>> offers(Optional<URI> variable, Optional<URI> setting, List<Sources.Source> offered) {
        Optional<URI> named = variable.or(() -> setting.map(http()::withoutAccount));
        return named.map(address -> List.of(List.of(Offer.named(address))))
                .orElseGet(() -> Offer.grouped(offered, region()));
    }

    private static <T> List<List<T>> addresses(List<List<Offer>> offers, Function<Offer, T> address) {
        return offers.stream()
                .map(group -> group.stream().map(address).toList())
                .toList();
    }

    private Optional<String> region() {
        return Region.of(
                variables, Locale.getDefault(Locale.Category.DISPLAY), Locale.getDefault(Locale.Category.FORMAT));
    }

    /** An address, or the path of a folder. */
    private URI address(String name, String value) {
        try {
            URI address = value.contains("://")
                    ? new URI(value)
                    : Path.of(value).toAbsolutePath().toUri();
            boolean folder = "file".equals(address.getScheme()) && Files.isDirectory(Path.of(address));
            boolean web = List.of("http", "https").contains(address.getScheme()) && address.getHost() != null;
            if (folder || web) {
                return http().withoutAccount(address);
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Said below. The exception repeats the value, which may hold a password.
        }
        String shown = value.replaceAll("//[^/]*@", "//***@");
        throw new ParameterException(
                new CommandLine(CommandSpec.create().name("fvox")),
                console.messages().text("sources.invalid", name, shown));
    }

    private static Path namedData(String named) throws EnvironmentException {
        try {
            return GivenPath.of(named);
        } catch (InvalidPathException e) {
            throw new EnvironmentException(ErrorCode.DATA_FOLDER_INVALID, String.valueOf(e), e, List.of(named));
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
        endLog.run();
    }
}
