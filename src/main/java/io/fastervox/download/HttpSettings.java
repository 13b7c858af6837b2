package io.fastervox.download;

import io.fastervox.support.Retry;
import io.fastervox.support.Sleeper;
import java.time.Duration;

/**
 * How patient the program is with the network.
 *
 * @param userAgent what servers see
 * @param connectTimeout for one address of a host
 * @param stallTimeout a source that sends no byte for so long has failed
 * @param retry attempts with one source before the next is tried
 */
public record HttpSettings(String userAgent, Duration connectTimeout, Duration stallTimeout, Retry retry) {
    /** Ten seconds to connect, thirty without a byte, three retries (R14, R17). */
    public static HttpSettings standard(String version) {
        return new HttpSettings(
                "Faster-Vox/" + version,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                new Retry(4, Duration.ofSeconds(1), Duration.ofSeconds(8), Sleeper.REAL));
    }

    /** The same with all waits and pauses multiplied, those that a server asks for too: the campaign of faults has no half minute for each. */
    public HttpSettings withPatience(double factor) {
        return new HttpSettings(
                userAgent,
                times(connectTimeout, factor),
                times(stallTimeout, factor),
                new Retry(
                        retry.attempts(),
                        retry.firstDelay(),
                        retry.maxDelay(),
                        pause -> retry.sleeper().sleep(times(pause, factor))));
    }

    private static Duration times(Duration duration, double factor) {
        return Duration.ofMillis(Math.round(duration.toMillis() * factor));
    }
}
