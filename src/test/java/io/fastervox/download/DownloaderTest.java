package io.fastervox.download;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.OsLock;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import io.fastervox.support.Reaches;
import io.fastervox.support.Retry;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R17: files are fetched whole or not at all, whatever the network does")
final class DownloaderTest {
    private static final byte[] CONTENT = randomBytes(300_000, 1);
    private static final int CUT = 100_000;

    @RegisterExtension
    static final WireMockExtension SERVER = WireMockExtension.newInstance()
            .options(options().dynamicPort().bindAddress("127.0.0.1"))
            .build();

    private final Path folder;

    private static final List<Duration> PAUSES = new CopyOnWriteArrayList<>();
    private static final Http HTTP = new Http(
            new HttpSettings(
                    "Faster-Vox/test",
                    Duration.ofSeconds(5),
                    Duration.ofMillis(400),
                    new Retry(3, Duration.ofSeconds(1), Duration.ofSeconds(8), PAUSES::add)),
            Map.of());

    private final Downloader downloader = new Downloader(HTTP);

    DownloaderTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void forgetPauses() {
        PAUSES.clear();
    }

    @AfterAll
    static void closeHttp() {
        HTTP.close();
    }

    @Test
    void completeFileIsMovedIntoPlaceAndNothingElseIsLeft() throws Exception {
        serve("/a", ok().withBody(CONTENT));

        FetchSummary summary = fetch(transfer("a", "/a"));

        assertEquals(new FetchSummary(1, CONTENT.length, 0), summary);
        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(Set.of("a", ".fetch.lock"), names());
    }

    @Test
    void completeFileIsNotFetchedAgain() throws Exception {
        Files.write(folder.resolve("a"), CONTENT);

        assertEquals(new FetchSummary(0, 0, CONTENT.length), fetch(transfer("a", "/a")));
        SERVER.verify(0, getRequestedFor(urlEqualTo("/a")));
    }

    @Test
    void damagedFileOfTheRightLengthIsFetchedAgain() throws Exception {
        Files.write(folder.resolve("a"), randomBytes(CONTENT.length, 2));
        serve("/a", ok().withBody(CONTENT));

        fetch(transfer("a", "/a"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void cutTransferGoesOnWhereItEnded() throws Exception {
        serveCutThenRange("/a", "\"v1\"", "\"v1\"");

        FetchSummary summary = fetch(transfer("a", "/a"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(new FetchSummary(1, CONTENT.length, 0), summary);
        assertEquals(List.of(Duration.ofSeconds(1)), PAUSES);
        SERVER.verify(
                1,
                getRequestedFor(urlEqualTo("/a"))
                        .withHeader("Range", equalTo("bytes=" + CUT + "-"))
                        .withHeader("If-Range", equalTo("\"v1\"")));
    }

    @Test
    void nextProcessGoesOnWithThePartOfTheLast() throws Exception {
        Files.write(folder.resolve("a.part"), Arrays.copyOf(CONTENT, CUT));
        serveRange("/a", "\"v1\"");

        FetchSummary summary = fetch(transfer("a", "/a"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(new FetchSummary(1, CONTENT.length - CUT, CUT), summary);
    }

    @Test
    void serverWithoutRangeStartsTheFileAgain() throws Exception {
        Files.write(folder.resolve("a.part"), Arrays.copyOf(CONTENT, CUT));
        serve("/a", ok().withBody(CONTENT));

        assertEquals(new FetchSummary(1, CONTENT.length, 0), fetch(transfer("a", "/a")));
        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void changedContentStartsTheFileAgain() throws Exception {
        // The part is of an older version; the server honours If-Range and sends the new one whole.
        Files.write(folder.resolve("a.part"), randomBytes(CUT, 3));
        Files.writeString(
                folder.resolve("a.part.json"), "{\"source\":\"" + address("/a") + "\",\"version\":\"\\\"v1\\\"\"}");
        SERVER.stubFor(get("/a")
                .withHeader("If-Range", equalTo("\"v1\""))
                .willReturn(ok().withHeader("ETag", "\"v2\"").withBody(CONTENT)));

        fetch(transfer("a", "/a"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(List.of(), PAUSES);
    }

    @Test
    void rottenPartIsDroppedAndTheSameSourceAskedForTheWhole() throws Exception {
        Files.write(folder.resolve("a.part"), randomBytes(CUT, 3));
        serveRange("/a", "\"v1\"");
        SERVER.stubFor(get("/a").withHeader("Range", absent()).willReturn(ok().withBody(CONTENT)));

        fetch(transfer("a", "/a"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void partThatIsAlreadyWholeNeedsNoNetwork() throws Exception {
        Files.write(folder.resolve("a.part"), CONTENT);

        assertEquals(new FetchSummary(1, 0, CONTENT.length), fetch(transfer("a", "/a")));
        assertEquals(Set.of("a", ".fetch.lock"), names());
    }

    @Test
    void partThatTheServerDoesNotAcceptIsDropped() throws Exception {
        Files.write(folder.resolve("a.part"), Arrays.copyOf(CONTENT, CUT));
        SERVER.stubFor(get("/a")
                .withHeader("Range", equalTo("bytes=" + CUT + "-"))
                .willReturn(aResponse().withStatus(416)));
        SERVER.stubFor(get("/a").withHeader("Range", absent()).willReturn(ok().withBody(CONTENT)));

        fetch(transfer("a", "/a"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void wrongBytesOfTheRightLengthAreDroppedAndTheNextSourceIsAsked() throws Exception {
        serve("/wrong", ok().withBody(randomBytes(CONTENT.length, 4)));
        serve("/right", ok().withBody(CONTENT));

        fetch(transfer("a", "/wrong", "/right"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        SERVER.verify(1, getRequestedFor(urlEqualTo("/wrong")));
    }

    @Test
    @Reaches(ErrorCode.DOWNLOAD_HASH_MISMATCH)
    void fileThatIsWrongEverywhereIsAHashMismatchAndNothingOfItIsKept() {
        serve("/wrong", ok().withBody(randomBytes(CONTENT.length, 4)));
        serve("/short", ok().withHeader("Content-Length", "19").withBody("<html>log in</html>"));

        assertEquals(
                List.of(
                        ErrorCode.DOWNLOAD_HASH_MISMATCH,
                        "a",
                        "127.0.0.1: another SHA-256; 127.0.0.1: not 300000 bytes long"),
                failure(transfer("a", "/wrong", "/short")));
        assertEquals(Set.of(".fetch.lock"), names());
    }

    @Test
    void endlessContentIsCutOff() {
        serve("/long", ok().withBody(randomBytes(CONTENT.length * 2, 5)).withHeader("Transfer-Encoding", "chunked"));

        assertEquals(
                ErrorCode.DOWNLOAD_HASH_MISMATCH,
                failure(transfer("a", "/long")).get(0));
    }

    @Test
    void missingFileIsFetchedFromTheNextSourceAtOnce() throws Exception {
        serve("/gone", notFound());
        serve("/right", ok().withBody(CONTENT));

        fetch(transfer("a", "/gone", "/right"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(List.of(), PAUSES);
    }

    @Test
    @Reaches(ErrorCode.DOWNLOAD_FORBIDDEN)
    void statusTellsWhatIsWrongWithTheOnlySource() {
        serve("/gone", aResponse().withStatus(410));
        serve("/closed", aResponse().withStatus(403));

        assertEquals(
                List.of(
                        List.of(ErrorCode.DOWNLOAD_NOT_FOUND, "a", "127.0.0.1: HTTP 410"),
                        List.of(ErrorCode.DOWNLOAD_FORBIDDEN, "a", "127.0.0.1: HTTP 403")),
                List.of(failure(transfer("a", "/gone")), failure(transfer("a", "/closed"))));
    }

    @Test
    void passingServerErrorIsRetriedAfterThePauseItAsksFor() throws Exception {
        SERVER.stubFor(get("/a")
                .inScenario("busy")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withStatus(503).withHeader("Retry-After", "7"))
                .willSetStateTo("free"));
        SERVER.stubFor(get("/a").inScenario("busy").whenScenarioStateIs("free").willReturn(ok().withBody(CONTENT)));

        fetch(transfer("a", "/a"));

        assertEquals(List.of(Duration.ofSeconds(7)), PAUSES);
    }

    @Test
    void lastingServerErrorEndsAfterTheRetriesWithGrowingPauses() {
        serve("/a", serverError());

        assertEquals(List.of(ErrorCode.DOWNLOAD_FAILED, "a", "127.0.0.1: HTTP 500"), failure(transfer("a", "/a")));
        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), PAUSES);
    }

    @Test
    void stalledSourceIsLeftForTheNext() throws Exception {
        serve("/stalled", ok().withBody(CONTENT).withChunkedDribbleDelay(2, 6000));
        serve("/right", ok().withBody(CONTENT));

        fetch(transfer("a", "/stalled", "/right"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void resetConnectionIsRetried() throws Exception {
        SERVER.stubFor(get("/a")
                .inScenario("reset")
                .whenScenarioStateIs(Scenario.STARTED)
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER))
                .willSetStateTo("well"));
        SERVER.stubFor(get("/a").inScenario("reset").whenScenarioStateIs("well").willReturn(ok().withBody(CONTENT)));

        fetch(transfer("a", "/a"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void redirectIsFollowedAndEndlessRedirectsAreNot() throws Exception {
        serve("/a", temporaryRedirect("/b"));
        serve("/b", ok().withBody(CONTENT));
        serve("/circle", temporaryRedirect("/circle"));

        fetch(transfer("a", "/a"));

        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
        assertEquals(
                ErrorCode.DOWNLOAD_FAILED, failure(transfer("c", "/circle")).get(0));
    }

    @Test
    void machineWithoutNetworkIsOffline() throws Exception {
        Transfer refused = transfer("a", URI.create("http://127.0.0.1:" + closedPort() + "/a"));
        Transfer unknown = transfer("b", URI.create("http://no-such-host.invalid/b"));

        assertEquals(
                List.of(ErrorCode.OFFLINE, ErrorCode.OFFLINE),
                List.of(failure(refused).get(0), failure(unknown).get(0)));
    }

    @Test
    void hostThatCannotBeReachedIsTriedLastForTheOtherFiles() throws Exception {
        URI dead = URI.create("http://127.0.0.1:" + closedPort() + "/a");
        serve("/a", ok().withBody(CONTENT));

        new Downloader(HTTP, SourceMemory.ofThisRun(), 1)
                .fetch(
                        List.of(transfer("a", dead, address("/a")), transfer("b", dead, address("/a"))),
                        ProgressListener.NONE);

        assertEquals(List.of(Duration.ofSeconds(1), Duration.ofSeconds(2)), PAUSES);
    }

    @Test
    void folderIsASourceToo() throws Exception {
        Path original = Files.write(folder.resolve("orig 原.bin"), CONTENT);
        Transfer transfer = transfer("a", folder.resolve("missing").toUri(), original.toUri());

        assertEquals(new FetchSummary(1, 0, CONTENT.length), fetch(transfer));
        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void emptyFileIsAFileToo() throws Exception {
        serve("/empty", ok());
        Path target = folder.resolve("empty");

        fetch(new Transfer("empty", target, Sha256.of(new byte[0]), 0, List.of(address("/empty"))));

        assertEquals(0, Files.size(target));
    }

    @Test
    void progressNeverGoesBackAndEndsAtTheTotal() throws Exception {
        serveCutThenRange("/a", "\"v1\"", "\"v2\"");
        SERVER.stubFor(get("/a")
                .atPriority(1)
                .withHeader("Range", equalTo("bytes=" + CUT + "-"))
                .willReturn(ok().withBody(CONTENT)));
        serve("/b", ok().withBody(CONTENT));
        List<Progress> heard = new ArrayList<>();

        downloader.fetch(List.of(transfer("a", "/a"), transfer("b", "/b")), heard::add);

        List<Long> done = heard.stream().map(Progress::done).toList();
        assertEquals(done.stream().sorted().toList(), done);
        assertEquals(
                new Progress("fetch", "", 2L * CONTENT.length, 2L * CONTENT.length, Progress.Unit.BYTES),
                heard.get(heard.size() - 1));
    }

    @Test
    void eachFileIsHandedOverWhenItIsFinished() throws Exception {
        serve("/slow", ok().withBody(CONTENT).withChunkedDribbleDelay(4, 600));
        serve("/fast", ok().withBody(CONTENT));
        List<String> finished = new ArrayList<>();

        downloader.fetch(
                List.of(transfer("slow", "/slow"), transfer("fast", "/fast")),
                ProgressListener.NONE,
                transfer -> finished.add(transfer.name()));

        assertEquals(List.of("fast", "slow"), finished);
    }

    @Test
    void interruptEndsItWithinASecondAndTheNextCallGoesOn() throws Exception {
        serve("/a", ok().withBody(CONTENT).withChunkedDribbleDelay(100, 30_000));
        CountDownLatch begun = new CountDownLatch(1);
        FutureTask<FetchSummary> running =
                new FutureTask<>(() -> downloader.fetch(List.of(transfer("a", "/a")), progress -> {
                    if (progress.done() > 0) {
                        begun.countDown();
                    }
                }));
        Thread thread = new Thread(running);
        thread.start();
        assertTrue(begun.await(10, TimeUnit.SECONDS));

        long before = System.nanoTime();
        thread.interrupt();
        ExecutionException end = assertThrows(ExecutionException.class, () -> running.get(10, TimeUnit.SECONDS));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);

        assertEquals(InterruptedException.class, causeType(end));
        // A loaded machine is slow; the server would take thirty seconds.
        assertTrue(millis < 3000, "took " + millis + " ms");
        assertTrue(Files.size(folder.resolve("a.part")) > 0);

        SERVER.resetAll();
        Files.write(folder.resolve("orig"), CONTENT);
        FetchSummary summary = fetch(transfer("a", folder.resolve("orig").toUri()));
        assertEquals(new FetchSummary(1, 0, CONTENT.length), summary);
        assertArrayEquals(CONTENT, Files.readAllBytes(folder.resolve("a")));
    }

    @Test
    void twoThatFetchTheSameFileTakeTurns() throws Exception {
        serve("/a", ok().withBody(CONTENT));
        CompletableFuture<Progress> waited = new CompletableFuture<>();
        FutureTask<FetchSummary> second =
                new FutureTask<>(() -> downloader.fetch(List.of(transfer("a", "/a")), progress -> {
                    if (progress.step().equals("wait")) {
                        waited.complete(progress);
                    }
                }));

        OsLock first = OsLock.tryAcquire(folder.resolve(".fetch.lock")).orElseThrow();
        try {
            new Thread(second).start();
            assertEquals(Progress.started("wait"), waited.get(10, TimeUnit.SECONDS));
            SERVER.verify(0, getRequestedFor(urlEqualTo("/a")));
        } finally {
            first.close();
        }

        assertEquals(new FetchSummary(1, CONTENT.length, 0), second.get(10, TimeUnit.SECONDS));
    }

    @Test
    void tooLittleSpaceIsKnownBeforeAnythingIsFetched() {
        Transfer huge =
                new Transfer("huge", folder.resolve("huge"), Sha256.of(CONTENT), 1L << 60, List.of(address("/huge")));

        List<Object> told = failure(huge);
        assertEquals(List.of(ErrorCode.DISK_TOO_SMALL, folder.toString(), 1_152_921_504_607L), told.subList(0, 3));
        SERVER.verify(0, getRequestedFor(urlEqualTo("/huge")));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Reaches(ErrorCode.DISK_FULL)
    void diskThatFillsUpMeanwhileIsADiskErrorAndNotTriedElsewhere() throws Exception {
        Files.createSymbolicLink(folder.resolve("a.part"), Path.of("/dev/full"));
        serve("/a", ok().withBody(CONTENT));
        serve("/b", ok().withBody(CONTENT));

        assertEquals(
                List.of(ErrorCode.DISK_FULL, folder.resolve("a").toString(), "No space left on device"),
                failure(transfer("a", "/a", "/b")));
        SERVER.verify(0, getRequestedFor(urlEqualTo("/b")));
    }

    @Test
    void folderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        List<Object> failure =
                failure(new Transfer("a", file.resolve("a"), Sha256.of(CONTENT), 1, List.of(address("/a"))));

        assertEquals(List.of(ErrorCode.DATA_FOLDER_NOT_WRITABLE, file.toString()), failure.subList(0, 2));
    }

    private void serveCutThenRange(String path, String firstTag, String secondTag) {
        SERVER.stubFor(get(path)
                .withHeader("Range", absent())
                .willReturn(ok().withHeader("ETag", firstTag)
                        .withHeader("Content-Length", String.valueOf(CONTENT.length))
                        .withBody(Arrays.copyOf(CONTENT, CUT))));
        serveRange(path, secondTag);
    }

    private void serveRange(String path, String tag) {
        SERVER.stubFor(get(path)
                .withHeader("Range", equalTo("bytes=" + CUT + "-"))
                .willReturn(aResponse()
                        .withStatus(206)
                        .withHeader("ETag", tag)
                        .withHeader("Content-Range", "bytes " + CUT + "-" + (CONTENT.length - 1) + "/" + CONTENT.length)
                        .withBody(Arrays.copyOfRange(CONTENT, CUT, CONTENT.length))));
    }

    private static void serve(String path, ResponseDefinitionBuilder response) {
        SERVER.stubFor(get(path).willReturn(response));
    }

    private FetchSummary fetch(Transfer transfer) throws DownloadException, InterruptedException {
        return downloader.fetch(List.of(transfer), ProgressListener.NONE);
    }

    private List<Object> failure(Transfer transfer) {
        DownloadException e = assertThrows(DownloadException.class, () -> fetch(transfer));
        List<Object> told = new ArrayList<>();
        told.add(e.code());
        told.addAll(e.arguments());
        return told;
    }

    private Transfer transfer(String name, String... paths) {
        return transfer(name, Arrays.stream(paths).map(DownloaderTest::address).toArray(URI[]::new));
    }

    private Transfer transfer(String name, URI... sources) {
        return new Transfer(name, folder.resolve(name), Sha256.of(CONTENT), CONTENT.length, List.of(sources));
    }

    private static URI address(String path) {
        return URI.create("http://127.0.0.1:" + SERVER.getPort() + path);
    }

    private static Class<?> causeType(Exception e) {
        Throwable cause = e.getCause();
        return cause == null ? Void.class : cause.getClass();
    }

    private Set<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static byte[] randomBytes(int count, long seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
