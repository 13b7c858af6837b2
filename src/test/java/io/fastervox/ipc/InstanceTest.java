package io.fastervox.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.desktop.headless.UnixEndpoint;
import io.fastervox.support.OsLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
@SuppressWarnings("try") // a desk works by itself
@DisplayName("R6: one owner, whoever starts and whatever comes")
class InstanceTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final LocalEndpoint endpoint;
    private final Instance instance;

    InstanceTest(@TempDir Path folder) {
        endpoint = new UnixEndpoint(folder.resolve("ipc").resolve("agent.socket"));
        instance = new Instance(folder.resolve("agent.lock"), endpoint);
    }

    @Test
    void ofTwentyStartsAtOnceOneIsTheOwnerAndTheOthersGetTheirAnswers() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> received = new ConcurrentLinkedQueue<>();
        List<FutureTask<String>> starts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            String file = "录音 " + i + ".wav";
            FutureTask<String> start = new FutureTask<>(() -> {
                go.await();
                Instance.Start result = instance.start(List.of("transcribe", file), SOON);
                if (result instanceof Instance.Start.Owner owner) {
                    received.add(file);
                    try (OsLock lock = owner.lock();
                            OwnerDesk desk = OwnerDesk.open(endpoint, request -> {
                                received.add(request.get(1));
                                return List.of("taken", request.get(1));
                            })) {
                        over.await();
                        return "owner";
                    }
                }
                return result.equals(new Instance.Start.Answered(List.of("taken", file))) ? "answered" : "" + result;
            });
            Thread thread = new Thread(start, "start-" + i);
            thread.setDaemon(true);
            thread.start();
            starts.add(start);
        }
        go.countDown();
        List<String> results = new ArrayList<>();
        for (int seen = 0; seen < 19; ) {
            seen = (int) starts.stream().filter(FutureTask::isDone).count();
            Thread.onSpinWait();
        }
        over.countDown();
        for (FutureTask<String> start : starts) {
            results.add(start.get(20, TimeUnit.SECONDS));
        }
        results.sort(null);
        List<String> expected =
                new ArrayList<>(IntStream.range(0, 19).mapToObj(i -> "answered").toList());
        expected.add("owner");
        assertEquals(expected, results);
        assertEquals(
                new TreeSet<>(
                        IntStream.range(0, 20).mapToObj(i -> "录音 " + i + ".wav").toList()),
                new TreeSet<>(received));
    }

    @Test
    void anOwnerThatDoesNotListenIsHung() throws Exception {
        try (OsLock held = OsLock.tryAcquire(instance.lock()).orElseThrow()) {
            assertEquals(new Instance.Start.Hung(), instance.start(List.of(), SHORT), held.toString());
        }
    }

    @Test
    void anOwnerThatDoesNotAnswerIsHung() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (OsLock held = OsLock.tryAcquire(instance.lock()).orElseThrow();
                OwnerDesk desk = OwnerDesk.open(endpoint, request -> {
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return request;
                })) {
            assertEquals(new Instance.Start.Hung(), instance.start(List.of("x"), SHORT), held + "" + desk);
            end.countDown();
        }
    }

    @Test
    void garbageOversizeSilenceAndHangUpsHarmNobody() throws Exception {
        try (OsLock held = OsLock.tryAcquire(instance.lock()).orElseThrow();
                OwnerDesk desk = OwnerDesk.open(endpoint, request -> List.of("ok"), SHORT, SHORT)) {
            for (byte[] garbage : List.of(
                    "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
                    new byte[] {'F', 'V', 'X', '1', 0, 0, 0, 127},
                    new byte[] {'F', 'V', 'X', '1', -1, -1, -1, -1},
                    new byte[] {'F', 'V', 'X', '1', 2, 0, 0, 0, 'a', 'b'},
                    new byte[] {'F', 'V', 'X', '1', 2, 0, 0, 0, (byte) 0xC3, 0})) {
                try (LocalEndpoint.Channel peer = endpoint.connect(SOON)) {
                    peer.write(garbage, SOON);
                    assertThrows(IOException.class, () -> peer.read(1, SOON));
                }
            }
            endpoint.connect(SOON).close();
            try (LocalEndpoint.Channel slow = endpoint.connect(SOON)) {
                slow.write(new byte[] {'F'}, SOON);
                assertEquals(new Instance.Start.Answered(List.of("ok")), instance.start(List.of("x"), SOON));
                assertThrows(IOException.class, () -> slow.read(1, SOON));
            }
        }
    }

    @Test
    void textsArriveAsTheyWereWhateverIsInThem() throws Exception {
        List<String> texts = List.of("", "a b\"\n", "C:\\录音 🎙\\x.wav", "");
        try (OsLock held = OsLock.tryAcquire(instance.lock()).orElseThrow();
                OwnerDesk desk = OwnerDesk.open(endpoint, request -> request)) {
            assertEquals(new Instance.Start.Answered(texts), instance.start(texts, SOON), held + "" + desk);
        }
    }

    @Test
    void aRequestThatIsTooLongIsAnsweredAtOnce() throws Exception {
        try (OsLock held = OsLock.tryAcquire(instance.lock()).orElseThrow()) {
            assertEquals(
                    new Instance.Start.TooLong(),
                    instance.start(List.of("x".repeat(Frame.LONGEST)), Duration.ofHours(1)),
                    held.toString());
        }
    }

    @Test
    void theLongestRequestIsTaken() throws Exception {
        List<String> longest = List.of("x".repeat(Frame.LONGEST - 1));
        try (OsLock held = OsLock.tryAcquire(instance.lock()).orElseThrow();
                OwnerDesk desk = OwnerDesk.open(endpoint, request -> List.of("ok"))) {
            assertEquals(new Instance.Start.Answered(List.of("ok")), instance.start(longest, SOON), held + "" + desk);
        }
    }

    @Test
    void aDeskGoesOnAfterAFailingAccept() throws Exception {
        Failing failing = new Failing(2);
        try (OsLock held = OsLock.tryAcquire(instance.lock()).orElseThrow();
                OwnerDesk desk = OwnerDesk.open(failing, request -> request, SOON, Duration.ofMillis(1))) {
            assertEquals(
                    new Instance.Start.Answered(List.of("x")), instance.start(List.of("x"), SOON), held + "" + desk);
        }
        assertEquals(0, failing.left.getCount());
    }

    @Test
    void closingADeskEndsItsPauseAfterAFailure() throws Exception {
        Failing failing = new Failing(1);
        OwnerDesk desk = OwnerDesk.open(failing, request -> request, Duration.ofHours(1), Duration.ofHours(1));
        failing.left.await();
        desk.close();
    }

    @Test
    void aDeskGoesOnAfterAFailingClerk() throws Exception {
        ConcurrentLinkedQueue<List<String>> asked = new ConcurrentLinkedQueue<>();
        try (OsLock held = OsLock.tryAcquire(instance.lock()).orElseThrow();
                OwnerDesk desk = OwnerDesk.open(endpoint, request -> {
                    asked.add(request);
                    if (asked.size() == 1) {
                        throw new IllegalStateException("a clerk's mistake");
                    }
                    return request;
                })) {
            assertEquals(
                    new Instance.Start.Answered(List.of("x")), instance.start(List.of("x"), SOON), held + "" + desk);
        }
        assertEquals(List.of(List.of("x"), List.of("x")), List.copyOf(asked));
    }

    /** The endpoint, at which the first ones cannot be let in. */
    private final class Failing implements LocalEndpoint {
        private final CountDownLatch left;

        Failing(int times) {
            left = new CountDownLatch(times);
        }

        @Override
        public Listener listen() throws IOException {
            Listener listener = endpoint.listen();
            return new Listener() {
                @Override
                public Channel accept() throws IOException {
                    long failures = left.getCount();
                    left.countDown();
                    if (failures == 2) {
                        throw new IllegalStateException("a mistake");
                    }
                    if (failures == 1) {
                        throw new IOException("too many open files");
                    }
                    return listener.accept();
                }

                @Override
                public void close() throws IOException {
                    listener.close();
                }
            };
        }

        @Override
        public Channel connect(Duration patience) throws IOException {
            return endpoint.connect(patience);
        }
    }
}
