package io.fastervox.app;

import io.fastervox.app.report.Person;
import io.fastervox.app.report.ReportFile;
import io.fastervox.app.report.Scrubber;
import io.fastervox.files.FilesException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code fvox env report}: everything that helps to find out what is wrong, without anything that is nobody's business. */
@Command(name = "report", mixinStandardHelpOptions = true)
final class EnvReportCommand implements Callable<Integer> {
    private static final List<String> SYSTEM = List.of(
            "os.name", "os.version", "os.arch", "java.version", "java.vendor", "file.encoding", "native.encoding");

    private final Composition composition;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", descriptionKey = "fvox.env.report.file")
    private @Nullable Path file;

    EnvReportCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, InterruptedException {
        Path target = (file == null ? Path.of("faster-vox-report-" + now() + ".zip") : file).toAbsolutePath();
        if (Files.exists(target)) {
            throw failure(target, "it exists already", null);
        }
        ReportFile report = gathered();
        try {
            AtomicFiles.write(target, report.bytes());
        } catch (IOException e) {
            throw failure(target, FullDisk.isReason(e, target) ? "the disk is full" : IoReason.of(e), e);
        }
        Console console = composition.console();
        console.result(console.messages().text("report.written", target));
        console.say("report.content", String.join(", ", report.names()));
        return ExitCode.OK;
    }

    private ReportFile gathered() throws InterruptedException {
        Person person = Person.of(
                composition.variables(), System.getProperty("user.name", ""), System.getProperty("user.home", ""));
        ReportFile report = new ReportFile(new Scrubber(person));
        Path data = composition.data();
        report.add("versions.json", this::versions);
        report.add("hardware.json", composition::freshHardware);
        report.add("decision.json", () -> composition.devices().decision());
        report.add("status.json", () -> {
            DeviceChoice devices = composition.devices();
            return composition.environments().status(devices.profileInUse(devices.decision()));
        });
        report.add("check.json", () -> composition.environments().check(true));
        report.add("models.json", () -> composition.models().list());
        report.add("settings.json", () -> composition.settingsStore().withoutWords());
        report.addFile("sources.json", data.resolve("cache").resolve("sources.json"));
        report.addFile("current.json", data.resolve("pytorch_env").resolve("current.json"));
        for (Path log : logs(data.resolve("logs"))) {
            report.addFile("logs/" + log.getFileName(), log);
        }
        return report;
    }

    private Map<String, Object> versions() {
        Map<String, Object> versions = new TreeMap<>();
        versions.put("faster_vox", BuildVersion.text());
        SYSTEM.forEach(name -> versions.put(name, System.getProperty(name, "")));
        versions.put("messages", composition.console().messages().locale().toLanguageTag());
        versions.put("data_folder", composition.data().toString());
        versions.put("proxies", proxies());
        return versions;
    }

    /** Which are set, not to what. */
    private List<String> proxies() {
        return composition.variables().keySet().stream()
                .filter(name -> name.matches("(?i)(.*_proxy|fastervox_.*|ssl_cert_.*)"))
                .sorted()
                .toList();
    }

    private static List<Path> logs(Path folder) {
        List<Path> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(log -> String.valueOf(log.getFileName()).matches("[a-z0-9.-]+\\.log"))
                    .sorted()
                    .forEach(logs::add);
        } catch (IOException e) {
            return logs; // no log is an answer too: the program never came so far
        }
        return logs;
    }

    private static String now() {
        return LocalDateTime.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));
    }

    private static FilesException failure(Path target, String reason, @Nullable Throwable cause) {
        return new FilesException(
                ErrorCode.REPORT_NOT_WRITTEN, target + ": " + reason, cause, List.of(target.toString(), reason));
    }
}
