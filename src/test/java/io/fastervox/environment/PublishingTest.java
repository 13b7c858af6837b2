package io.fastervox.environment;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okForContentType;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.download.DownloadException;
import io.fastervox.download.Http;
import io.fastervox.download.HttpSettings;
import io.fastervox.download.TlsServer;
import io.fastervox.environment.Sources.Publisher;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Retry;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The shipped lock with PyTorch for Windows, and a publisher that is played by a server with a certificate. */
@Timeout(60)
@DisplayName("R14: the PyTorch wheel for Windows is fetched directly, and its publisher states its SHA-256")
class PublishingTest {
    private static final String FILE = "torch-2.3.1+cu121-cp312-cp312-win_amd64.whl";
    private static final String HASH = "ab".repeat(32);
    private static final URI MIRROR = URI.create("https://mirror.example/cu121");

    @RegisterExtension
    static final WireMockExtension SERVER = TlsServer.create();

    @TempDir
    Path folder;

    private final PythonEmbed shipped = new PythonEmbed(RealBuild.program().resolve("python-embed"));
    private final Http http = new Http(
            new HttpSettings("test", Duration.ofSeconds(5), Duration.ofSeconds(5), Retry.times(1)),
            TlsServer.trusted());

    @AfterEach
    void close() {
        http.close();
    }

    private static URI server(String path) {
        return URI.create("https://localhost:" + SERVER.getHttpsPort() + path);
    }

    private Publishing publishing() {
        Publisher publisher =
                new Publisher("pytorch-cu121", server("/whl/cu121"), List.of(MIRROR, server("/whl/cu121")));
        return new Publishing(http, List.of(publisher), folder.resolve("published.json"));
    }

    private Lock lock(String profile) throws Exception {
        return shipped.lock(shipped.profiles().get(profile), PlatformId.WINDOWS);
    }

    /** As the real index writes its links. */
    private static void page(String fragment) {
        SERVER.stubFor(get("/whl/cu121/torch/")
                .willReturn(okForContentType("text/html", """
                <!DOCTYPE html><html><body><h1>Links for torch</h1>
                <a href="/whl/cu121/torch-2.3.1%%2Bcu121-cp311-cp311-win_amd64.whl#sha256=%s">torch-2.3.1+cu121-cp311-cp311-win_amd64.whl</a><br/>
                <a href="/whl/cu121/torch-2.3.1%%2Bcu121-cp312-cp312-win_amd64.whl%s">torch-2.3.1+cu121-cp312-cp312-win_amd64.whl</a><br/>
                </body></html>""".formatted("cd".repeat(32), fragment))));
    }

    private static void size(String bytes) {
        SERVER.stubFor(head(com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo(
                        "/whl/cu121/torch-2.3.1%2Bcu121-cp312-cp312-win_amd64.whl"))
                .willReturn(ok().withHeader("Content-Length", bytes)));
    }

    @Test
    void thePlanHasWhatThePublisherStatesAndTheMirrorFirst() throws Exception {
        page("#sha256=" + HASH);
        size("2423512345");
        Lock planned = lock("torch-cu121");

        Publishing.Stated stated = publishing().stated(planned);

        assertEquals(
                List.of(new LockedWheel("torch", "2.3.1+cu121", FILE, HASH, 2_423_512_345L)),
                stated.lock().wheels().stream()
                        .filter(wheel -> wheel.name().equals("torch"))
                        .toList());
        assertEquals(
                Map.of(
                        FILE,
                        List.of(
                                URI.create(MIRROR + "/torch-2.3.1%2Bcu121-cp312-cp312-win_amd64.whl"),
                                server("/whl/cu121/torch-2.3.1%2Bcu121-cp312-cp312-win_amd64.whl"))),
                stated.addresses());
        assertEquals(planned.id(), stated.lock().id());
        assertEquals(
                planned.bytes() - 2_423_500_000L + 2_423_512_345L, stated.lock().bytes());
        assertEquals(planned.versions(), stated.lock().versions());
    }

    @Test
    void whatWasStatedIsKeptSoThatNobodyIsAskedAgain() throws Exception {
        page("#sha256=" + HASH);
        size("7");
        Publishing.Stated first = publishing().stated(lock("torch-cu121"));
        SERVER.resetAll();

        assertEquals(first, publishing().stated(lock("torch-cu121")));
    }

    @Test
    void anUnreadableMemoryIsAsGoodAsNone() throws Exception {
        Files.writeString(folder.resolve("published.json"), "{\"version\":1,");
        page("#sha256=" + HASH);
        size("7");

        assertEquals(7, publishing().stated(lock("torch-cu121")).lock().sizes().get(FILE));
    }

    @Test
    void aPublisherThatStatesNoHashIsNotBelieved() {
        page("");
        size("7");

        assertEquals(ErrorCode.DOWNLOAD_FAILED, refused());
    }

    @Test
    void aFileThatThePublisherDoesNotHaveIsSaidToBeMissing() {
        SERVER.stubFor(
                get("/whl/cu121/torch/").willReturn(okForContentType("text/html", "<a href=\"other\">other.whl</a>")));

        assertEquals(ErrorCode.DOWNLOAD_NOT_FOUND, refused());
    }

    @Test
    void aPublisherThatDoesNotAnswerIsTold() {
        SERVER.stubFor(get("/whl/cu121/torch/").willReturn(aResponse().withStatus(500)));

        assertEquals(ErrorCode.DOWNLOAD_FAILED, refused());
    }

    private ErrorCode refused() {
        return assertThrows(DownloadException.class, () -> publishing().stated(lock("torch-cu121")))
                .code();
    }

    @Test
    void aDigestIsOnlyBelievedOverTls() {
        URI open = URI.create("http://mirror.example/whl");
        assertThrows(IllegalArgumentException.class, () -> new Publisher("x", open, List.of()));
    }

    @Test
    void aLockThatTheIndexesHaveWholeAsksNobody() throws Exception {
        Lock lean = lock("cuda");

        assertEquals(
                new Publishing.Stated(lean, Map.of()),
                new Publishing(http, List.of(), folder.resolve("published.json")).stated(lean));
    }
}
