package io.fastervox.download;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Retry;
import io.fastervox.support.Sha256;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("R17: a source that fails is left for the next one, and remembered")
final class SourceRotationTest {
    private static final byte[] CONTENT = randomBytes(300_000, 1);
    private static final byte[] OTHER = randomBytes(300_000, 2);
    private static final String SHA256 = Sha256.of(CONTENT);

    @RegisterExtension
    static final WireMockExtension BAD = TlsServer.create();

    @RegisterExtension
    static final WireMockExtension GOOD = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final List<String> left = new CopyOnWriteArrayList<>();
    private final Http http = new Http(
            new HttpSettings(
                    "Faster-Vox/test",
                    Duration.ofSeconds(5),
                    Duration.ofMillis(400),
                    new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(8), pauses::add)),
            Map.of());
    private final Path folder;

    SourceRotationTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        http.close();
    }

    /** What a server can do wrong, and what the person is told then. */
    enum Misbehaviour {
        FORBIDDEN("DOWNLOAD_FORBIDDEN HTTP 403", aResponse().withStatus(403)),
        MISSING("DOWNLOAD_NOT_FOUND HTTP 404", aResponse().withStatus(404)),
        GONE("DOWNLOAD_NOT_FOUND HTTP 410", aResponse().withStatus(410)),
        CENSORED("DOWNLOAD_FORBIDDEN HTTP 451", aResponse().withStatus(451)),
        BUSY("DOWNLOAD_FAILED HTTP 429", aResponse().withStatus(429).withHeader("Retry-After", "3600")),
        BROKEN("DOWNLOAD_FAILED HTTP 500", aResponse().withStatus(500)),
        TRUNCATED(
                "DOWNLOAD_FAILED Premature end",
                ok().withHeader("Content-Length", "300000").withBody(Arrays.copyOf(CONTENT, 100_000))),
        WRONG_BYTES("DOWNLOAD_HASH_MISMATCH another SHA-256", ok().withBody(OTHER)),
        CAPTIVE_PORTAL(
                "DOWNLOAD_HASH_MISMATCH a web page instead of the file",
                ok("<html>Please log in</html>").withHeader("Content-Type", "text/html; charset=utf-8")),
        STALLED("DOWNLOAD_FAILED stalled", ok().withBody(CONTENT).withChunkedDribbleDelay(2, 6000)),
        CIRCLE("DOWNLOAD_FAILED ", temporaryRedirect("/a")),
        RESET("DOWNLOAD_FAILED ", aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        private final String told;
        private final ResponseDefinitionBuilder answer;

        Misbehaviour(String told, ResponseDefinitionBuilder answer) {
            this.told = told;
            this.answer = answer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void fileComesFromTheNextSourceAndThePersonHearsWhichOneFailed(Misbehaviour fault) throws Exception {
        BAD.stubFor(get("/a").willReturn(fault.answer));
        serveGood();

        fetch(memory(), transfer("a", bad("/a"), good("/a")));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(
                List.of("127.0.0.1:" + BAD.getPort()),
                left.stream().map(line -> line.split(" ", 2)[0]).toList());
        assertEquals(fault.told, left.get(0).split(" ", 2)[1].substring(0, fault.told.length()));
    }

    @Test
    void withoutDownloadsAFolderServesAndNoServerIsBlamed() throws Exception {
        Path original = Files.write(folder.resolve("original"), CONTENT);
        SourceMemory memory = memory();

        try (Http off = Http.switchedOff(http.settings())) {
            Downloader downloader = new Downloader(off, memory);
            downloader.fetch(List.of(transfer("a", good("/a"), original.toUri())), ProgressListener.NONE);
            DownloadException refusal = assertThrows(
                    DownloadException.class,
                    () -> downloader.fetch(List.of(transfer("b", good("/b"), bad("/b"))), ProgressListener.NONE));

            assertEquals(
                    List.of(ErrorCode.DOWNLOADS_OFF, "b"),
                    List.of(refusal.code(), refusal.arguments().get(0)));
        }
        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(List.of(List.of(), Optional.empty()), List.of(left, memory.failure(good("/"))));
    }

    @Test
    void connectionThatIsResetInTheMiddleGoesOnAtTheNextSource() throws Exception {
        GOOD.stubFor(get("/a").willReturn(ok().withBody(CONTENT)));
        GOOD.stubFor(get("/a")
                .withHeader("Range", equalTo("bytes=100000-"))
                .willReturn(aResponse()
                        .withStatus(206)
                        .withHeader("Content-Range", "bytes 100000-299999/300000")
                        .withBody(Arrays.copyOfRange(CONTENT, 100_000, CONTENT.length))));

        try (RawServer cut = RawServer.resettingAfter(Arrays.copyOf(CONTENT, 100_000), CONTENT.length)) {
            fetch(memory(), transfer("a", address(cut.port(), "/a"), good("/a")));
            assertEquals(3, cut.requests());
        }

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void certificateThatIsNotTrustedIsLeftAtOnce() throws Exception {
        serveGood();

        fetch(memory(), transfer("a", URI.create("https://localhost:" + BAD.getHttpsPort() + "/a"), good("/a")));

        assertEquals(
                List.of(
                        List.of("localhost:" + BAD.getHttpsPort()
                                + " TLS_UNTRUSTED issued by CN=localhost: unable to find valid certification path to"
                                + " requested target"),
                        List.of()),
                List.of(left, pauses));
    }

    @Test
    void sourceThatWantsALongPauseIsAskedAgainAfterTheOthers() throws Exception {
        BAD.stubFor(get("/a")
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600"))
                .willSetStateTo("free"));
        BAD.stubFor(get("/a").inScenario("busy").whenScenarioStateIs("free").willReturn(ok().withBody(CONTENT)));
        GOOD.stubFor(get("/a").willReturn(aResponse().withStatus(404)));

        fetch(memory(), transfer("a", bad("/a"), good("/a")));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(List.of(Duration.ofSeconds(60)), pauses); // what it asks for, but not for an hour
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '7',                             7
            'Tue, 24 Nov 2026 10:00:20 GMT', 20
            'Tue, 24 Nov 2026 09:00:00 GMT', 1
            'soon',                          1
            """)
    void pauseIsSecondsOrADate(String asked, long seconds) throws Exception {
        GOOD.stubFor(get("/a")
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse()
                        .withStatus(503)
                        .withHeader("Date", "Tue, 24 Nov 2026 10:00:00 GMT")
                        .withHeader("Retry-After", asked))
                .willSetStateTo("free"));
        GOOD.stubFor(get("/a").inScenario("busy").whenScenarioStateIs("free").willReturn(ok().withBody(CONTENT)));

        fetch(memory(), transfer("a", good("/a")));

        assertEquals(List.of(Duration.ofSeconds(seconds)), pauses);
    }

    @Test
    void onlySourceThatWantsAnHourGetsAMinuteAndLessPatienceShortensThatToo() throws Exception {
        GOOD.stubFor(get("/a").willReturn(aResponse().withStatus(429).withHeader("Retry-After", "3600")));

        assertThrows(DownloadException.class, () -> fetch(memory(), transfer("a", good("/a"))));
        try (Http impatient = new Http(http.settings().withPatience(0.1), Map.of())) {
            Downloader downloader = new Downloader(impatient, memory());
            assertThrows(
                    DownloadException.class,
                    () -> downloader.fetch(List.of(transfer("b", good("/a"))), ProgressListener.NONE));
        }

        assertEquals(Stream.of(60, 60, 6, 6).map(Duration::ofSeconds).toList(), pauses);
    }

    @Test
    void nextRunBeginsWithTheSourceThatLives() throws Exception {
        BAD.stubFor(get("/a").willReturn(aResponse().withStatus(403)));
        serveGood();
        fetch(memory(), transfer("a", bad("/a"), good("/a")));

        fetch(memory(), transfer("b", bad("/a"), good("/a")));

        BAD.verify(1, getRequestedFor(urlEqualTo("/a")));
    }

    @Test
    void sourceThatGaveAnotherFileIsAskedForItLastOfAllAlsoInTheNextRun() throws Exception {
        BAD.stubFor(get("/a").willReturn(ok().withBody(OTHER)));
        BAD.stubFor(get("/other").willReturn(ok().withBody(OTHER)));
        serveGood();
        fetch(memory(), transfer("a", bad("/a"), good("/a")));

        fetch(memory(), transfer("b", bad("/a"), good("/a")));
        fetch(memory(), new Transfer("c", folder.resolve("c"), Sha256.of(OTHER), OTHER.length, List.of(bad("/other"))));

        BAD.verify(1, getRequestedFor(urlEqualTo("/a")));
        BAD.verify(1, getRequestedFor(urlEqualTo("/other")));
    }

    @Test
    void furtherSourcesAreLookedForOnlyWhenTheKnownOneFails() throws Exception {
        List<String> asked = new ArrayList<>();
        BAD.stubFor(get("/a").willReturn(aResponse().withStatus(404)));
        serveGood();
        Addresses.Further further = () -> {
            asked.add("further");
            return Addresses.of(List.of(good("/a")));
        };

        fetch(memory(), transfer("a", new Addresses(List.of(good("/a")), Optional.of(further))));
        assertEquals(List.of(), asked);

        fetch(memory(), transfer("b", new Addresses(List.of(bad("/a")), Optional.of(further))));
        assertEquals(List.of("further"), asked);
    }

    @Test
    void everySourceIsNamedWhenNoneServes() {
        BAD.stubFor(get("/a").willReturn(aResponse().withStatus(403)));
        GOOD.stubFor(get("/a").willReturn(ok().withBody(OTHER)));

        DownloadException failure =
                assertThrows(DownloadException.class, () -> fetch(memory(), transfer("a", bad("/a"), good("/a"))));

        assertEquals(
                List.of(
                        ErrorCode.DOWNLOAD_HASH_MISMATCH,
                        List.of("a", "127.0.0.1: HTTP 403; 127.0.0.1: another SHA-256")),
                List.of(failure.code(), failure.arguments()));
    }

    @Test
    void whatIsOnDiskIsNotFetchedAgainFromAnotherSource() throws Exception {
        BAD.stubFor(get("/a").withHeader("Range", absent()).willReturn(ok().withBody(CONTENT)));
        Files.write(folder.resolve("a"), CONTENT);

        FetchSummary summary = fetch(memory(), transfer("a", bad("/a"), good("/a")));

        assertEquals(new FetchSummary(0, 0, CONTENT.length), summary);
    }

    private SourceMemory memory() {
        return new SourceMemory(
                folder.resolve("sources.json"),
                Clock.systemUTC(),
                (host, code, reason) -> left.add(host + " " + code + " " + reason));
    }

    private FetchSummary fetch(SourceMemory memory, Transfer transfer) throws Exception {
        return new Downloader(http, memory).fetch(List.of(transfer), ProgressListener.NONE);
    }

    private Transfer transfer(String name, URI... sources) {
        return transfer(name, Addresses.of(List.of(sources)));
    }

    private Transfer transfer(String name, Addresses addresses) {
        return new Transfer(name, folder.resolve(name), SHA256, CONTENT.length, addresses);
    }

    private static void serveGood() {
        GOOD.stubFor(get("/a").willReturn(ok().withBody(CONTENT)));
    }

    private static URI bad(String path) {
        return address(BAD.getPort(), path);
    }

    private static URI good(String path) {
        return address(GOOD.getPort(), path);
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static byte[] randomBytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
