package io.fastervox.environment;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.download.DownloadException;
import io.fastervox.download.TlsServer;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Sha256;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A build with a wheel that no package index has; its publisher is played by a server with a certificate. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake Python is a sh script")
@DisplayName("R14: a wheel that only its publisher has becomes a part of the environment")
class PublishedWheelTest {
    @RegisterExtension
    static final WireMockExtension SERVER = TlsServer.create();

    @TempDir
    Path folder;

    private FakeProgram here;
    private Path wheel;

    @BeforeEach
    void publish() throws Exception {
        here = computer("here");
        wheel = here.publish("torch", server());
        String name = wheel.getFileName().toString();
        SERVER.stubFor(get("/whl/torch/")
                .willReturn(okForContentType(
                        "text/html", "<a href=\"/whl/%1$s#sha256=%2$s\">%1$s</a>".formatted(name, Sha256.of(wheel)))));
        SERVER.stubFor(head(com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo("/whl/" + name))
                .willReturn(ok().withHeader("Content-Length", String.valueOf(Files.size(wheel)))));
        SERVER.stubFor(get("/whl/" + name).willReturn(ok().withBody(Files.readAllBytes(wheel))));
    }

    @AfterEach
    void close() {
        here.close();
    }

    private FakeProgram computer(String name) throws Exception {
        return new FakeProgram(Files.createDirectory(folder.resolve(name)), "fasterwhisper", "torch");
    }

    private static URI server() {
        return URI.create("https://localhost:" + SERVER.getHttpsPort() + "/whl");
    }

    private static void setUp(FakeProgram computer) throws Exception {
        computer.environments().ensure("cpu", ProgressListener.NONE);
    }

    @Test
    void itIsFetchedFromItsPublisherAndInstalled() throws Exception {
        setUp(here);

        assertEquals("name = 'torch'\n", Files.readString(here.module(1, "torch")));
        assertEquals(List.of(), here.environments().check(true));
    }

    @Test
    void aDamagedOneIsRepairedFromTheCacheWithoutAskingAnybody() throws Exception {
        setUp(here);
        Files.writeString(here.module(1, "torch"), "damaged");
        SERVER.resetAll();

        setUp(here);

        assertEquals("name = 'torch'\n", Files.readString(here.module(1, "torch")));
    }

    @Test
    void otherBytesThanThePublisherStatesAreRefused() throws Exception {
        byte[] other = Files.readAllBytes(wheel);
        other[0]++;
        SERVER.stubFor(get("/whl/" + wheel.getFileName()).willReturn(ok().withBody(other)));

        DownloadException refused = assertThrows(DownloadException.class, () -> setUp(here));

        assertEquals(ErrorCode.DOWNLOAD_HASH_MISMATCH, refused.code());
    }

    private void export(Path bundle) throws Exception {
        here.environments()
                .bundles()
                .export(
                        new Bundles.Order(
                                "1", "cpu", PlatformId.LINUX, here.archive(), Optional.empty(), bundle, false),
                        ProgressListener.NONE);
    }

    private static void take(FakeProgram computer, Path bundle) throws Exception {
        computer.environments().bundles().take(bundle, (id, files) -> {}, ProgressListener.NONE);
    }

    @Test
    @DisplayName("R19: a bundle has it too, and sets up a computer on which nobody can be asked")
    void aBundleHasItToo() throws Exception {
        Path bundle = folder.resolve("bundle.zip");
        export(bundle);
        SERVER.resetAll();
        try (FakeProgram there = computer("there")) {
            Files.delete(there.publish("torch", server()));

            take(there, bundle);
            setUp(there);

            assertEquals("name = 'torch'\n", Files.readString(there.module(1, "torch")));
        }
    }

    @Test
    void aBundleWithAnotherFileThanThePublisherStatedIsRefused() throws Exception {
        Path bundle = folder.resolve("bundle.zip");
        export(bundle);
        try (FakeProgram there = computer("there")) {
            there.publish("torch", server());
            Path memory = Files.createDirectories(there.data.resolve("cache")).resolve("published.json");
            Files.writeString(memory, """
                    {"version":1,"files":{"%s":{"sha256":"%s","bytes":7}}}""".formatted(wheel.getFileName(), "ab".repeat(32)));

            EnvironmentException refused = assertThrows(EnvironmentException.class, () -> take(there, bundle));

            assertEquals(ErrorCode.BUNDLE_VERSION, refused.code());
        }
    }
}
