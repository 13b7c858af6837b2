package io.fastervox.download;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Retry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class SourceOrderTest {
    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final Http http = new Http(
            new HttpSettings(
                    "Faster-Vox/test",
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    new Retry(1, Duration.ZERO, Duration.ZERO, pause -> {})),
            Map.of());
    private final Path folder;
    private SourceMemory memory;

    SourceOrderTest(@TempDir Path folder) {
        this.folder = folder;
        this.memory = nextRun();
    }

    @BeforeEach
    void serve() {
        SERVER.stubFor(get("/slow/file").willReturn(ok("x").withFixedDelay(300)));
        SERVER.stubFor(get("/fast/file").willReturn(ok("x")));
        SERVER.stubFor(get("/far/file").willReturn(ok("x")));
        SERVER.stubFor(get("/hanging/file").willReturn(ok("x").withFixedDelay(60_000)));
        SERVER.stubFor(get("/closed/file").willReturn(aResponse().withStatus(403)));
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void withinAGroupTheFastestIsFirstAndTheNextGroupIsNotAsked() throws Exception {
        assertEquals(names("fast", "slow", "far"), order("slow fast", "far"));
        SERVER.verify(0, getRequestedFor(urlEqualTo("/far/file")));
    }

    @Test
    void theNextGroupIsAskedWhenNobodyOfTheFirstAnswers() throws Exception {
        assertEquals(names("fast", "slow", "closed"), order("closed", "slow fast"));
    }

    @Test
    void whoHangsIsNotWaitedForLongAndStandsBehindThoseThatAnswered() throws Exception {
        long before = System.nanoTime();

        assertEquals(names("fast", "hanging"), order("hanging fast"));

        Duration taken = Duration.ofNanos(System.nanoTime() - before);
        assertEquals(-1, taken.compareTo(Duration.ofSeconds(20)), taken.toString());
    }

    @Test
    void whatIsRememberedIsNotAskedAgain() throws Exception {
        order("slow closed fast");
        SERVER.resetRequests();

        memory = nextRun();

        assertEquals(names("fast", "slow", "closed"), order("slow closed fast"));
        SERVER.verify(0, anyRequestedFor(anyUrl()));
    }

    @Test
    void whenAllFailedLatelyAllAreAskedAnew() throws Exception {
        memory.failed(base("slow"), ErrorCode.OFFLINE, "no network");
        memory.failed(base("fast"), ErrorCode.OFFLINE, "no network");

        assertEquals(names("fast", "slow"), order("slow fast"));
    }

    @Test
    void whenNobodyServesTheGivenOrderStaysAndTheReasonsAreKnown() throws Exception {
        List<SourceOrder.Ranked> ranked = new SourceOrder(http, memory)
                .order(List.of(List.of(base("closed")), List.of(base("none"))), SourceOrderTest::question);

        assertEquals(
                List.of("closed DOWNLOAD_FORBIDDEN true", "none DOWNLOAD_NOT_FOUND true"),
                ranked.stream()
                        .map(source -> source.source().getPath().substring(1) + " "
                                + source.failure().orElseThrow().code() + " " + source.answered())
                        .toList());
    }

    @Test
    void aFolderIsASourceWithoutDelay() throws Exception {
        URI missing = folder.resolve("none").toUri();

        List<URI> order = new SourceOrder(http, memory)
                .order(List.of(List.of(missing, base("fast"), folder.toUri())), SourceOrderTest::question).stream()
                        .map(SourceOrder.Ranked::source)
                        .toList();

        assertEquals(List.of(folder.toUri(), base("fast"), missing), order);
    }

    private SourceMemory nextRun() {
        return new SourceMemory(folder.resolve("sources.json"), Clock.systemUTC(), SourceListener.NONE);
    }

    /** @param groups names separated by blanks */
    private List<URI> order(String... groups) throws Exception {
        List<List<URI>> bases =
                Arrays.stream(groups).map(group -> names(group.split(" "))).toList();
        return new SourceOrder(http, memory)
                .order(bases, SourceOrderTest::question).stream()
                        .map(SourceOrder.Ranked::source)
                        .toList();
    }

    private static List<URI> names(String... names) {
        return Arrays.stream(names).map(SourceOrderTest::base).toList();
    }

    private static URI base(String name) {
        return URI.create("http://127.0.0.1:" + SERVER.getPort() + "/" + name);
    }

    private static URI question(URI base) {
        return URI.create(base + "/file");
    }
}
