package io.fastervox.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.download.Http;
import io.fastervox.environment.Component.State;
import io.fastervox.environment.Environments.Built;
import io.fastervox.support.ProgressListener;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Builds the real CPU environment from the real package index. */
@Tag("integration")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class EnvironmentsIT {
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

        assertEquals(0, repaired.report().bytesFetched());
        assertEquals(List.of(), environments.check(true));
        assertFalse(Files.exists(built.environment().root()));
    }

    @Test
    @DisplayName("R17: killed while pip installs, nothing stays running, and the next build fetches nothing twice")
    void aKilledBuilderLeavesNothingRunningAndIsContinued() throws Exception {
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
                .start();
        List<ProcessHandle> children;
        try (BufferedReader steps =
                new BufferedReader(new InputStreamReader(builder.getInputStream(), StandardCharsets.UTF_8))) {
            while (!"install".equals(steps.readLine())) {
                assertTrue(builder.isAlive(), "the builder ended before it could be killed");
            }
            children = awaitChildren(builder, data);
            builder.destroyForcibly().waitFor();
        }
        for (ProcessHandle child : children) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
        Path wheels = data.resolve("cache/wheels");
        long before = whole(wheels);
        Environments environments = RealBuild.environments(data, http);
        assertEquals(State.READY, environments.status("cpu").components().get(Component.VIRTUAL_ENVIRONMENT));

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

    /** The processes of the builder that run an interpreter of the data folder; waits until there is one. */
    private static List<ProcessHandle> awaitChildren(Process builder, Path data) {
        while (builder.isAlive()) {
            List<ProcessHandle> children = builder.descendants()
                    .filter(child -> child.info()
                            .command()
                            .filter(command -> command.startsWith(
                                    data.resolve("pytorch_env").toString()))
                            .isPresent())
                    .toList();
            if (!children.isEmpty()) {
                return children;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the builder ended before pip was seen");
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
