package io.fastervox.download;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.AtomicFiles;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What sources were like lately, so that the next run begins with a living one: indexes and hubs by their base address,
 * servers of files by their root. It only decides an order: one with a bad memory is asked last, never not at all. Kept in one file (its form: {@code docs/formats/sources.schema.json}) that may
 * be deleted at any time. Thread-safe; several processes may write, the last one wins for the sources it saw.
 */
public final class SourceMemory {
    private static final Logger LOG = LoggerFactory.getLogger(SourceMemory.class);
    private static final int VERSION = 1;
    private static final Duration FAILURE_LASTS = Duration.ofMinutes(30);
    private static final Duration SPEED_LASTS = Duration.ofHours(24);
    private static final Duration WRONG_FILE_LASTS = Duration.ofDays(7);

    private static final Set<ErrorCode> NO_FAULT_OF_A_SOURCE =
            Set.of(ErrorCode.DOWNLOAD_NOT_FOUND, ErrorCode.DOWNLOAD_HASH_MISMATCH, ErrorCode.DOWNLOADS_OFF);

    private final @Nullable Path file;
    private final Clock clock;
    private final SourceListener listener;
    private final Map<String, Known> seen = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private @Nullable Map<String, Known> before;

    /** @param file need not exist */
    public SourceMemory(Path file, Clock clock, SourceListener listener) {
        this(listener, file, clock);
    }

    private SourceMemory(SourceListener listener, @Nullable Path file, Clock clock) {
        this.listener = listener;
        this.file = file;
        this.clock = clock;
    }

    /** One that ends with the process. */
    public static SourceMemory ofThisRun() {
        return new SourceMemory(SourceListener.NONE, null, Clock.systemUTC());
    }

    /**
     * Why a source failed.
     *
     * @param at when, as ISO 8601
     */
    public record Failure(String at, ErrorCode code, String reason) {}

    /** What is known of one source; {@code wrong} are the SHA-256 it should have given but did not, and when. */
    record Known(Optional<Speed> speed, Optional<Failure> failure, Map<String, String> wrong) {
        static final Known NOTHING = new Known(Optional.empty(), Optional.empty(), Map.of());

        Known {
            wrong = Map.copyOf(wrong);
        }
    }

    record Speed(String at, long firstByteMs) {}

    /** Content of the file, by address. */
    record Content(int version, Map<String, Known> sources) {
        Content {
            sources = Map.copyOf(sources);
        }
    }

    /** Why a source failed lately. */
    public synchronized Optional<Failure> failure(URI address) {
        return known(address).failure().filter(failure -> isFresh(failure.at(), FAILURE_LASTS));
    }

    /** How long its first byte took when it was last measured. */
    public synchronized Optional<Duration> firstByte(URI address) {
        return known(address)
                .speed()
                .filter(speed -> isFresh(speed.at(), SPEED_LASTS))
                .map(speed -> Duration.ofMillis(speed.firstByteMs()));
    }

    synchronized boolean gaveAnotherFile(URI address, String sha256) {
        String at = known(address).wrong().get(sha256);
        return at != null && isFresh(at, WRONG_FILE_LASTS);
    }

    synchronized void measured(URI address, Duration firstByte) {
        Known known = known(address);
        keep(address, new Known(Optional.of(new Speed(now(), firstByte.toMillis())), Optional.empty(), known.wrong()));
    }

    /** It has not failed any more. */
    public synchronized void worked(URI address) {
        Known known = known(address);
        if (known.failure().isPresent()) {
            keep(address, new Known(known.speed(), Optional.empty(), known.wrong()));
        }
    }

    /** One that does not have a file, or was not asked, is none that failed. */
    public synchronized void failed(URI address, ErrorCode code, String reason) {
        if (!NO_FAULT_OF_A_SOURCE.contains(code)) {
            Known known = known(address);
            keep(address, new Known(known.speed(), Optional.of(new Failure(now(), code, reason)), known.wrong()));
        }
    }

    /** Somebody on the way answered in its place, as a log-in page does: what was measured was not its speed. */
    public synchronized void wasAnsweredFor(URI address, ErrorCode code, String reason) {
        Known known = known(address);
        keep(address, new Known(Optional.empty(), Optional.of(new Failure(now(), code, reason)), known.wrong()));
    }

    synchronized void gave(URI address, String otherThan) {
        Known known = known(address);
        Map<String, String> wrong = new TreeMap<>(known.wrong());
        wrong.values().removeIf(at -> !isFresh(at, WRONG_FILE_LASTS));
        wrong.put(otherThan, now());
        keep(address, new Known(known.speed(), known.failure(), wrong));
    }

    /** Another source is asked instead. */
    public void left(URI address, ErrorCode code, String reason) {
        boolean first;
        if (code == ErrorCode.DOWNLOADS_OFF) {
            return; // so are the others
        }
        synchronized (this) {
            first = told.add(key(address) + " " + code);
        }
        if (first) {
            listener.left(shown(address), code, reason);
        }
    }

    private Known known(URI address) {
        String key = key(address);
        Known mine = seen.get(key);
        return mine != null ? mine : before().getOrDefault(key, Known.NOTHING);
    }

    private Map<String, Known> before() {
        if (before == null) {
            before = read();
        }
        return before;
    }

    private void keep(URI address, Known known) {
        if ("file".equals(address.getScheme())) {
            return;
        }
        seen.put(key(address), known);
        if (file == null) {
            return;
        }
        Map<String, Known> all = new TreeMap<>(read());
        all.putAll(seen);
        try {
            AtomicFiles.write(file, Json.strict().writeValueAsBytes(new Content(VERSION, all)));
        } catch (IOException e) {
            LOG.info("{} cannot be written: {}", file, e.toString());
        }
    }

    private Map<String, Known> read() {
        if (file == null) {
            return Map.of();
        }
        try {
            Content content = Json.strict().readValue(Files.readAllBytes(file), Content.class);
            return content.version() == VERSION ? content.sources() : Map.of();
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (JsonProcessingException e) {
            LOG.info("{} is forgotten: {}", file, e.getOriginalMessage());
            return Map.of();
        } catch (IOException e) {
            LOG.info("{} cannot be read: {}", file, e.toString());
            return Map.of();
        }
    }

    private boolean isFresh(String at, Duration lasts) {
        try {
            Duration age = Duration.between(Instant.parse(at), clock.instant());
            // A time to come is of a clock that was wrong.
            return !age.isNegative() && age.compareTo(lasts) < 0;
        } catch (java.time.format.DateTimeParseException e) {
            return false;
        }
    }

    private String now() {
        return clock.instant().toString();
    }

    /** Two indexes may be neighbours on one host, so the path counts. */
    private static String key(URI address) {
        return (address.getScheme() + "://" + shown(address) + address.getRawPath()).replaceFirst("/+$", "");
    }

    private static String shown(URI address) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        return address.getPort() < 0 ? host : host + ":" + address.getPort();
    }
}
