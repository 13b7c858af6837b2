package io.fastervox.models;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Http;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells quickly whether a host answers, and remembers it for a while, so that a blocked host costs its seconds once. */
final class Reachability {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private final Http http;
    private final Clock clock;
    private final Map<URI, Answer> answers = new ConcurrentHashMap<>();

    Reachability(Http http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Why the host of this address cannot be reached; empty when it answers, whatever it says. */
    Optional<DownloadException> failure(URI address) throws InterruptedException {
        URI root = address.resolve("/");
        Answer known = answers.get(root);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.until())) {
            return known.failure();
        }
        Optional<DownloadException> failure = ask(root);
        answers.put(root, new Answer(failure, now.plus(REMEMBERED)));
        return failure;
    }

    boolean anyOf(List<URI> addresses) throws InterruptedException {
        for (URI address : addresses) {
            if (failure(address).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private Optional<DownloadException> ask(URI root) throws InterruptedException {
        try {
            http.head(root, LIMIT);
            return Optional.empty();
        } catch (DownloadException e) {
            return Optional.of(e);
        }
    }

    private record Answer(Optional<DownloadException> failure, Instant until) {}
}
