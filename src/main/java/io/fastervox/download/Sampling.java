package io.fastervox.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.jspecify.annotations.Nullable;

/** Reads the beginning of an answer and keeps the time. Written by the exchange's thread, read by the caller's. */
final class Sampling {
    private static final int BUFFER_BYTES = 1 << 14;

    private final long most;
    private final long begun;
    private final Duration limit;
    private volatile @Nullable Sample latest;

    /** @param begun by {@link System#nanoTime} */
    Sampling(long most, long begun, Duration limit) {
        this.most = most;
        this.begun = begun;
        this.limit = limit;
    }

    Sample read(ClassicHttpResponse response) throws IOException {
        Duration firstByte = Duration.ZERO;
        long bytes = 0;
        if (response.getEntity() != null) {
            InputStream in = response.getEntity().getContent();
            byte[] buffer = new byte[BUFFER_BYTES];
            int n = in.read(buffer, 0, 1);
            firstByte = elapsed();
            while (n > 0) {
                bytes += n;
                latest = new Sample(firstByte, bytes, elapsed());
                boolean over = bytes >= most || elapsed().compareTo(limit) > 0;
                n = over ? -1 : in.read(buffer, 0, (int) Math.min(buffer.length, most - bytes));
            }
        }
        return new Sample(bytes == 0 ? elapsed() : firstByte, bytes, elapsed());
    }

    /** What had come when it was cut off. */
    Optional<Sample> soFar() {
        return Optional.ofNullable(latest);
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
