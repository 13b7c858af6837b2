package io.fastervox.environment;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.download.Http;
import io.fastervox.environment.Component.State;
import io.fastervox.environment.Environments.Built;
import io.fastervox.support.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Builds the real CPU environment from the real package index. */
@Tag("integration")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class EnvironmentsIT {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    @TempDir
    Path folder;

    private final Http http = RealBuild.http();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    @DisplayName("R13, R16: builds, checks, finds a damaged library, repairs it without fetching")
    void buildsChecksAndRepairs() throws Exception {
        Path data = folder.resolve("data 数据");
        Environments environments = RealBuild.environments(data, http);

        Built built = environments.ensure("cpu", ProgressListener.NONE);

        PythonEmbed embed = new PythonEmbed(RealBuild.program().resolve("python-embed"));
        long all = embed.lock("cpu-linux").bytes() + embed.lock("boot-linux").bytes();
        assertTrue(built.report().bytesFetched() <= all, built.report().toString());
        assertTrue(built.report().bytesFetched() > all * 9 / 10, built.report().toString());
        assertEquals(List.of(), environments.check(true));
        assertEquals(
                Map.of(
                        Component.EMBEDDABLE_PYTHON, State.READY,
                        Component.VIRTUAL_ENVIRONMENT, State.READY,
                        Component.PYTORCH, State.NOT_NEEDED,
                        Component.WHISPER, State.READY),
                environments.status("cpu").components());

        Path damaged = library(built.environment().root().resolve("lib/python3.12/site-packages/ctranslate2"));
        byte[] content = Files.readAllBytes(damaged);
        content[content.length / 2] ^= 1;
        Files.write(damaged, content);
        String name = FolderScan.relative(built.environment().root(), damaged);
        assertEquals(List.of(new Problem("ctranslate2", name, Problem.Kind.CHANGED)), environments.check(true));

        Built repaired = environments.ensure("cpu", ProgressListener.NONE);

        assertEquals(
                new Repair(Rung.PACKAGES, List.of("ctranslate2"), Optional.empty()),
                repaired.repair().orElseThrow());
        assertEquals(built.environment(), repaired.environment());
        assertEquals(0, repaired.report().bytesFetched());
        assertEquals(List.of(), environments.check(true));
        assertTrue(bestStartCheckMillis(environments) < 200);
    }

    /** The best of some: a machine that does other things too shows nothing. */
    private static long bestStartCheckMillis(Environments environments) throws Exception {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long began = System.nanoTime();
            environments.ensure("cpu", ProgressListener.NONE);
            best = Math.min(best, System.nanoTime() - began);
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(best);
        System.out.println("start check: " + millis + " ms");
        return millis;
    }

    @Test
    @DisplayName("R11: a program that lost its Python fetches it, and that Python runs")
    void aLostBasePythonIsFetchedAndRuns() throws Exception {
        BaseArchive whole = RealBuild.archive();
        SERVER.stubFor(get("/python.jar").willReturn(ok().withBody(Files.readAllBytes(whole.file()))));
        BaseArchive lost = new BaseArchive(
                whole.id(),
                whole.python(),
                folder.resolve("program").resolve(whole.file().getFileName()),
                whole.sha256(),
                whole.bytes(),
                List.of(URI.create(SERVER.url("/python.jar"))),
                whole.unpack(),
                whole.interpreter(),
                whole.pip(),
                whole.pathFile());
        Path data = folder.resolve("data 数据");
        Environments environments = RealBuild.environments(data, http, lost);

        environments.packageIndex(); // which a pip under that Python names
        environments.remove(EnumSet.of(Environments.Part.BASE_PYTHON));
        environments.packageIndex();

        assertEquals(State.READY, environments.status("cpu").components().get(Component.EMBEDDABLE_PYTHON));
        SERVER.verify(1, getRequestedFor(urlEqualTo("/python.jar")));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R17: killed at any point, nothing stays running, and the next build fetches nothing twice")
    void aKilledBuilderLeavesNothingRunningAndIsContinued(Moment moment) throws Exception {
        Path data = folder.resolve("data");
        Process builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Dfastervox.program=" + RealBuild.program(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RealBuild.class.getName(),
                        data.toString(),
                        "cpu")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (!moment.hasCome(builder, data)) {
            assertTrue(builder.isAlive(), "the builder ended before it could be killed");
            Thread.onSpinWait();
        }
        List<ProcessHandle> children = builder.descendants().toList();
        builder.destroyForcibly().waitFor();
        for (ProcessHandle child : children) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
        Path wheels = data.resolve("cache/wheels");
        long before = whole(wheels);
        Environments environments = RealBuild.environments(data, http);
        assertEquals(Optional.empty(), environments.live());

        Built built = environments.ensure("cpu", ProgressListener.NONE);

        PythonEmbed embed = new PythonEmbed(RealBuild.program().resolve("python-embed"));
        assertTrue(
                built.report().bytesFetched()
                        <= embed.lock("cpu-linux").bytes()
                                + embed.lock("boot-linux").bytes()
                                - before,
                before + " bytes were there, " + built.report());
        assertEquals(List.of(), environments.check(true));
    }

    /** When the builder is killed. */
    enum Moment {
        WHILE_A_PYTHON_RUNS {
            @Override
            boolean hasCome(Process builder, Path data) {
                return builder.descendants()
                        .anyMatch(child -> child.info()
                                .command()
                                .filter(command -> command.startsWith(data.toString()))
                                .isPresent());
            }
        },
        AFTER_THE_FIRST_PACKAGE {
            @Override
            boolean hasCome(Process builder, Path data) throws IOException {
                return packages(data) > 0;
            }
        },
        BEFORE_THE_LAST_PACKAGES {
            @Override
            boolean hasCome(Process builder, Path data) throws IOException {
                return packages(data) > 15;
            }
        };

        abstract boolean hasCome(Process builder, Path data) throws IOException;

        private static long packages(Path data) throws IOException {
            Path environments = data.resolve("pytorch_env");
            if (!Files.isDirectory(environments)) {
                return 0;
            }
            try (Stream<Path> found = Files.find(environments, 6, (path, attributes) -> path.endsWith("RECORD"))) {
                return found.count();
            } catch (UncheckedIOException e) {
                return 0; // something was renamed while we looked
            }
        }
    }

    private static long whole(Path wheels) throws Exception {
        long sum = 0;
        try (var files = Files.newDirectoryStream(wheels, "*.whl")) {
            for (Path file : files) {
                sum += Files.size(file);
            }
        }
        return sum;
    }

    private static Path library(Path folder) throws Exception {
        try (var files = Files.newDirectoryStream(folder, "*.so")) {
            return files.iterator().next();
        }
    }
}
