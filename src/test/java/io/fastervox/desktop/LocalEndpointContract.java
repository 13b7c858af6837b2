package io.fastervox.desktop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link LocalEndpoint} keeps to. */
@Timeout(60)
public abstract class LocalEndpointContract {
    protected static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration AT_ONCE = Duration.ofMillis(200);

    /** Always the same one within a test. */
    protected abstract LocalEndpoint endpoint() throws IOException;

    protected static <T> FutureTask<T> beside(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "beside");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends back what comes. */
    private static void echo(LocalEndpoint.Listener listener, int length) throws IOException {
        try (LocalEndpoint.Channel peer = listener.accept()) {
            peer.write(peer.read(length, SOON), SOON);
        }
    }

    @Test
    void bytesGoThereAndBack() throws Exception {
        byte[] long3 = new byte[3_000_000];
        new Random(5).nextBytes(long3);
        for (byte[] content : List.of(bytes("你好 🎙"), long3)) {
            try (LocalEndpoint.Listener listener = endpoint().listen()) {
                FutureTask<byte[]> asking = beside(() -> {
                    try (LocalEndpoint.Channel channel = endpoint().connect(SOON)) {
                        channel.write(content, SOON);
                        return channel.read(content.length, SOON);
                    }
                });
                echo(listener, content.length);
                assertArrayEquals(content, asking.get(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void twentyPeersAreServed() throws Exception {
        try (LocalEndpoint.Listener listener = endpoint().listen()) {
            List<FutureTask<String>> peers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                byte[] own = bytes(String.format("%02d", i));
                peers.add(beside(() -> {
                    try (LocalEndpoint.Channel channel = endpoint().connect(SOON)) {
                        channel.write(own, SOON);
                        return new String(channel.read(2, SOON), StandardCharsets.UTF_8);
                    }
                }));
            }
            for (int i = 0; i < 20; i++) {
                echo(listener, 2);
            }
            for (int i = 0; i < 20; i++) {
                assertEquals(String.format("%02d", i), peers.get(i).get(20, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void aSecondListenerIsRefused() throws IOException {
        LocalEndpoint first = endpoint();
        LocalEndpoint.Listener listener = first.listen();
        try {
            FutureTask<Void> accepting = beside(() -> {
                listener.accept().close();
                return null;
            });
            assertThrows(IOException.class, () -> endpoint().listen());
            accepting.cancel(false);
        } finally {
            listener.close();
        }
        endpoint().listen().close();
    }

    @Test
    void nobodyIsReachedWhereNobodyListens() {
        assertThrows(IOException.class, () -> endpoint().connect(AT_ONCE));
    }

    @Test
    void aPeerThatSaysNothingCostsOnlyTheTimeThatWasAllowed() throws Exception {
        try (LocalEndpoint.Listener listener = endpoint().listen()) {
            FutureTask<LocalEndpoint.Channel> silent = beside(() -> endpoint().connect(SOON));
            try (LocalEndpoint.Channel peer = listener.accept()) {
                assertThrows(IOException.class, () -> peer.read(1, AT_ONCE));
            }
            silent.get(20, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void aPeerThatTakesNothingCostsOnlyTheTimeThatWasAllowed() throws Exception {
        try (LocalEndpoint.Listener listener = endpoint().listen()) {
            FutureTask<LocalEndpoint.Channel> deaf = beside(() -> endpoint().connect(SOON));
            try (LocalEndpoint.Channel peer = listener.accept()) {
                assertThrows(IOException.class, () -> peer.write(new byte[8_000_000], AT_ONCE));
            }
            deaf.get(20, TimeUnit.SECONDS).close();
        }
    }

    @Test
    void aPeerThatHangsUpIsNoticed() throws Exception {
        try (LocalEndpoint.Listener listener = endpoint().listen()) {
            FutureTask<Void> leaving = beside(() -> {
                endpoint().connect(SOON).close();
                return null;
            });
            try (LocalEndpoint.Channel peer = listener.accept()) {
                leaving.get(20, TimeUnit.SECONDS);
                assertThrows(IOException.class, () -> peer.read(1, SOON));
            }
        }
    }

    @Test
    void closingEndsTheWaitForPeers() throws Exception {
        LocalEndpoint.Listener listener = endpoint().listen();
        FutureTask<String> waiting = beside(() -> {
            try {
                listener.accept();
                return "a peer";
            } catch (IOException e) {
                return "ended";
            }
        });
        listener.close();
        assertEquals("ended", waiting.get(20, TimeUnit.SECONDS));
    }
}
