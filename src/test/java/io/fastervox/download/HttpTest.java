package io.fastervox.download;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import io.fastervox.support.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HttpTest {
    @RegisterExtension
    static final WireMockExtension SERVER = TlsServer.create();

    private static final HttpSettings SETTINGS = new HttpSettings(
            "Faster-Vox/1.2.3",
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(1), pause -> {}));

    @Test
    void programNamesItselfAndWhatItAccepts() throws Exception {
        SERVER.stubFor(get("/a").willReturn(ok().withBody("文").withHeader("X-Answer", "yes")));

        try (Http http = new Http(SETTINGS, Map.of())) {
            Response response = http.get(plain("/a"), "text/html", 100);
            assertEquals(
                    List.of(200, "文", Optional.of("yes"), plain("/a")),
                    List.of(response.status(), response.text(), response.header("x-answer"), response.address()));
        }
        SERVER.verify(getRequestedFor(urlEqualTo("/a"))
                .withHeader("User-Agent", equalTo("Faster-Vox/1.2.3"))
                .withHeader("Accept", equalTo("text/html")));
    }

    @Test
    @Reaches(ErrorCode.DOWNLOADS_OFF)
    void oneThatIsSwitchedOffAsksNobody() {
        SERVER.stubFor(any(anyUrl()).willReturn(ok("here")));

        try (Http http = Http.switchedOff(SETTINGS)) {
            DownloadException refusal = assertThrows(DownloadException.class, () -> http.get(plain("/a"), "*/*", 100));
            assertEquals(
                    List.of(ErrorCode.DOWNLOADS_OFF, plain("/a").toString()),
                    List.of(refusal.code(), refusal.arguments().get(0)));
        }
        SERVER.verify(0, getRequestedFor(anyUrl()));
    }

    @Test
    void redirectIsFollowedAndTheLastAddressIsKnown() throws Exception {
        SERVER.stubFor(get("/a").willReturn(permanentRedirect("/b/c")));
        SERVER.stubFor(get("/b/c").willReturn(ok("here")));

        try (Http http = new Http(SETTINGS, Map.of())) {
            assertEquals(plain("/b/c"), http.get(plain("/a"), "*/*", 100).address());
        }
    }

    @Test
    void serverErrorIsRetriedAndAMissingPageIsNot() throws Exception {
        SERVER.stubFor(get("/a")
                .inScenario("s")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(serverError())
                .willSetStateTo("well"));
        SERVER.stubFor(get("/a").inScenario("s").whenScenarioStateIs("well").willReturn(ok("fine")));
        SERVER.stubFor(get("/gone").willReturn(notFound()));

        try (Http http = new Http(SETTINGS, Map.of())) {
            assertEquals("fine", http.get(plain("/a"), "*/*", 100).text());
            assertEquals(
                    List.of(ErrorCode.DOWNLOAD_NOT_FOUND, plain("/gone").toString(), "HTTP 404"),
                    failure(http, plain("/gone")));
        }
        SERVER.verify(1, getRequestedFor(urlEqualTo("/gone")));
    }

    @Test
    void documentBeyondTheBoundIsRefused() {
        SERVER.stubFor(get("/a").willReturn(ok("x".repeat(101))));

        try (Http http = new Http(SETTINGS, Map.of())) {
            assertEquals(
                    List.of(ErrorCode.DOWNLOAD_FAILED, plain("/a").toString(), "longer than 100 bytes"),
                    failure(http, plain("/a")));
        }
    }

    @Test
    void headersAreReadWithoutFollowingTheRedirect() throws Exception {
        SERVER.stubFor(head(urlEqualTo("/a")).willReturn(temporaryRedirect("/b").withHeader("X-Linked-Size", "7")));

        try (Http http = new Http(SETTINGS, Map.of())) {
            Response response = http.head(plain("/a"), Duration.ofSeconds(5));
            assertEquals(List.of(302, Optional.of("7")), List.of(response.status(), response.header("x-linked-size")));
        }
    }

    @Test
    void sourceThatDoesNotAnswerInTimeIsOffline() {
        SERVER.stubFor(any(anyUrl()).willReturn(ok().withFixedDelay(3000)));

        try (Http http = new Http(SETTINGS, Map.of())) {
            DownloadException e =
                    assertThrows(DownloadException.class, () -> http.head(plain("/a"), Duration.ofMillis(100)));
            assertEquals(ErrorCode.OFFLINE, e.code());
        }
    }

    @Test
    @Reaches(ErrorCode.TLS_UNTRUSTED)
    void certificateOfAnUnknownAuthorityIsNotTrusted() {
        try (Http http = new Http(SETTINGS, Map.of())) {
            assertEquals(
                    List.of(
                            ErrorCode.TLS_UNTRUSTED,
                            secure("/a").toString(),
                            "issued by CN=localhost: unable to find valid certification path to requested target"),
                    failure(http, secure("/a")));
        }
    }

    @Test
    void authorityOfTheSystemIsTrusted() throws Exception {
        SERVER.stubFor(get("/a").willReturn(ok("safe")));

        try (Http http = new Http(SETTINGS, TlsServer.trusted())) {
            assertEquals("safe", http.get(secure("/a"), "*/*", 100).text());
        }
    }

    @Test
    void redirectAwayFromTlsIsRefused() {
        SERVER.stubFor(get("/a").willReturn(temporaryRedirect(plain("/b").toString())));
        SERVER.stubFor(get("/b").willReturn(ok("unsafe")));

        try (Http http = new Http(SETTINGS, TlsServer.trusted())) {
            assertEquals(ErrorCode.DOWNLOAD_FAILED, failure(http, secure("/a")).get(0));
        }
        SERVER.verify(0, getRequestedFor(urlEqualTo("/b")));
    }

    @Test
    void proxyOfTheEnvironmentIsUsed() throws Exception {
        // To a proxy a plain request carries the whole address; WireMock answers it as its own.
        SERVER.stubFor(get(urlEqualTo("/simple/")).willReturn(ok("through the proxy")));

        try (Http http = new Http(SETTINGS, Map.of("HTTP_PROXY", "http://127.0.0.1:" + SERVER.getPort()))) {
            assertEquals(
                    "through the proxy",
                    http.get(URI.create("http://index.invalid/simple/"), "*/*", 100)
                            .text());
        }
    }

    @Test
    void proxyThatWantsALogInGetsIt() throws Exception {
        SERVER.stubFor(get(urlEqualTo("/simple/"))
                .willReturn(aResponse().withStatus(407).withHeader("Proxy-Authenticate", "Basic realm=\"office\"")));
        SERVER.stubFor(get(urlEqualTo("/simple/"))
                .withHeader("Proxy-Authorization", equalTo("Basic bWU6cEBzcw=="))
                .willReturn(ok("through the proxy")));

        try (Http http = new Http(SETTINGS, Map.of("HTTP_PROXY", "http://me:p%40ss@127.0.0.1:" + SERVER.getPort()))) {
            assertEquals(
                    "through the proxy",
                    http.get(URI.create("http://index.invalid/simple/"), "*/*", 100)
                            .text());
        }
    }

    @Test
    @Reaches(ErrorCode.PROXY_AUTHENTICATION)
    void proxyThatWantsALogInThatNobodyGaveIsSaid() {
        SERVER.stubFor(get(urlEqualTo("/simple/"))
                .willReturn(aResponse().withStatus(407).withHeader("Proxy-Authenticate", "Basic realm=\"office\"")));

        try (Http http = new Http(SETTINGS, Map.of("HTTP_PROXY", "http://127.0.0.1:" + SERVER.getPort()))) {
            assertEquals(
                    List.of(ErrorCode.PROXY_AUTHENTICATION, "http://index.invalid/simple/", "HTTP 407"),
                    failure(http, URI.create("http://index.invalid/simple/")));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            http://127.0.0.1:{0},      PROXY_AUTHENTICATION
            http://me:no@127.0.0.1:{0}, PROXY_AUTHENTICATION
            http://127.0.0.1:1,        OFFLINE
            """)
    void tunnelThatAProxyRefusesIsSaid(String proxy, ErrorCode expected) throws Exception {
        try (RawServer office = RawServer.answering("""
                        HTTP/1.1 407 Proxy Authentication Required
                        Proxy-Authenticate: Basic realm="office"
                        Content-Length: 0
                        Connection: close
                        """);
                Http http = new Http(
                        SETTINGS, Map.of("HTTPS_PROXY", proxy.replace("{0}", String.valueOf(office.port()))))) {
            assertEquals(
                    expected,
                    failure(http, URI.create("https://index.invalid/simple/")).get(0));
        }
    }

    @Test
    @Reaches(ErrorCode.PROXY_INVALID)
    void proxyAddressThatIsNoneIsSaidWithoutRepeatingIt() {
        try (Http http = new Http(SETTINGS, Map.of("HTTPS_PROXY", "http://me:sec ret@p:1"))) {
            assertEquals(
                    List.of(
                            ErrorCode.PROXY_INVALID,
                            "https://index.invalid/",
                            "not of the form http://name:password@host:port"),
                    failure(http, URI.create("https://index.invalid/")));
        }
    }

    @Test
    void nameAndPasswordOfAnAddressGoToItsHostAndToNoOther() throws Exception {
        SERVER.stubFor(get("/a").withBasicAuth("me", "secret").willReturn(temporaryRedirect("/b")));
        SERVER.stubFor(get("/b")
                .withBasicAuth("me", "secret")
                .willReturn(temporaryRedirect("http://localhost:" + SERVER.getPort() + "/c")));
        SERVER.stubFor(get("/c").withHeader("Authorization", absent()).willReturn(ok("elsewhere")));

        try (Http http = new Http(SETTINGS, Map.of())) {
            URI plain = http.withoutAccount(URI.create("http://me:secret@127.0.0.1:" + SERVER.getPort() + "/a"));
            assertEquals(
                    List.of(plain("/a"), "elsewhere"),
                    List.of(plain, http.get(plain, "*/*", 100).text()));
        }
    }

    @Test
    void sampleEndsWithWhatWasAskedFor() throws Exception {
        SERVER.stubFor(get("/big").willReturn(ok().withBody(new byte[3_000_000])));

        try (Http http = new Http(SETTINGS, Map.of())) {
            assertEquals(
                    1_000_000,
                    http.sample(plain("/big"), 1_000_000, Duration.ofSeconds(5)).bytes());
        }
        SERVER.verify(getRequestedFor(urlEqualTo("/big")).withHeader("Range", equalTo("bytes=0-999999")));
    }

    @Test
    void sampleOfASlowSourceIsWhatCameInTime() throws Exception {
        SERVER.stubFor(get("/slow").willReturn(ok().withBody(new byte[1000]).withChunkedDribbleDelay(100, 10_000)));

        try (Http http = new Http(SETTINGS, Map.of())) {
            long bytes =
                    http.sample(plain("/slow"), 1000, Duration.ofSeconds(1)).bytes();
            assertTrue(bytes > 0 && bytes < 1000, bytes + " bytes");
        }
    }

    @Test
    void interruptedCallEndsAtOnce() throws Exception {
        SERVER.stubFor(get("/slow").willReturn(ok().withFixedDelay(4000)));

        try (Http http = new Http(SETTINGS, Map.of())) {
            FutureTask<Long> call = new FutureTask<>(() -> {
                Thread.currentThread().interrupt();
                long before = System.nanoTime();
                assertThrows(InterruptedException.class, () -> http.get(plain("/slow"), "*/*", 100));
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            });
            new Thread(call).start();
            assertTrue(call.get(10, TimeUnit.SECONDS) < 3000);
        }
    }

    private static List<Object> failure(Http http, URI address) {
        DownloadException e = assertThrows(DownloadException.class, () -> http.get(address, "*/*", 100));
        return List.of(e.code(), e.arguments().get(0), e.arguments().get(1));
    }

    private static URI plain(String path) {
        return URI.create("http://127.0.0.1:" + SERVER.getPort() + path);
    }

    private static URI secure(String path) {
        return URI.create("https://localhost:" + SERVER.getHttpsPort() + path);
    }
}
