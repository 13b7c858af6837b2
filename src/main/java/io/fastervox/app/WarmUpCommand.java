package io.fastervox.app;

import io.fastervox.environment.EnvironmentStatus;
import io.fastervox.files.Batch;
import io.fastervox.files.OutputOptions;
import io.fastervox.support.CodedException;
import io.fastervox.support.FileTrees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** {@code fvox warm-up}: loads what a usual call loads, so that the JVM can archive it (ADR 6). Changes nothing. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    private static final String OURS =
            "io/fastervox/(app|config|engine|environment|files|hardware|models|support)/.*\\.class";

    private final Composition composition;

    WarmUpCommand(Composition composition) {
        this.composition = composition;
    }

    @Override
    public Integer call() throws CodedException, IOException, ClassNotFoundException, InterruptedException {
        Path logs = Files.createTempDirectory("fvox-warm-up");
        LogFile.open(logs, false);
        LoggerFactory.getLogger(WarmUpCommand.class).info("warm-up");
        FileTrees.delete(logs);
        Batch.check(List.of(Path.of("no-such-recording.wav")), OutputOptions.NOTHING);
        EnvironmentStatus status = composition
                .environments()
                .status(composition.devices().profileInUse(composition.devices().decision()));
        composition.console().json(List.of(status.upToDate()));
        composition.models().list();
        Path jar = Path.of(System.getProperty("java.class.path"));
        try (JarFile content = new JarFile(jar.toFile())) {
            for (Enumeration<JarEntry> entries = content.entries(); entries.hasMoreElements(); ) {
                String name = entries.nextElement().getName();
                if (name.matches(OURS)) {
                    Class.forName(name.replace('/', '.').substring(0, name.length() - ".class".length()));
                }
            }
        }
        return ExitCode.OK;
    }
}
