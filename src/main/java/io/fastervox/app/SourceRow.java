package io.fastervox.app;

import io.fastervox.download.DownloadException;
import io.fastervox.download.Sample;
import io.fastervox.download.SourceTrial;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Messages;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One source in {@code fvox env sources}, and its form with {@code --json}.
 *
 * @param place counted from 1, among those of its kind
 * @param kind {@code index} or {@code hub}
 * @param firstByteMs when it was measured last
 * @param error code and technical reason, when it failed last
 */
record SourceRow(
        int place,
        String kind,
        String title,
        String address,
        String why,
        Optional<Long> firstByteMs,
        Optional<Double> megabytesPerSecond,
        Optional<String> error,
        Optional<String> reason) {
    static SourceRow of(int place, String kind, String title, URI address, Offer.Why why, SourceTrial.Outcome outcome) {
        return new SourceRow(
                place,
                kind,
                title,
                address.toString(),
                why.name().toLowerCase(Locale.ROOT),
                outcome.firstByte().map(Duration::toMillis),
                outcome.piece().map(Sample::bytesPerSecond).map(speed -> Math.round(speed / 1e4) / 100.0),
                outcome.failure().map(failure -> failure.code().name()),
                outcome.failure().map(DownloadException::reason));
    }

    boolean usable() {
        return error.isEmpty();
    }

    List<String> lines(Messages messages) {
        List<String> lines = new ArrayList<>();
        lines.add(place + ". " + title + "  " + address);
        lines.add("   " + messages.text("sources.why." + why));
        firstByteMs.ifPresent(millis -> lines.add("   "
                + (megabytesPerSecond.isPresent()
                        ? messages.text(
                                "sources.speed",
                                millis.toString(),
                                String.format(Locale.ROOT, "%.2f", megabytesPerSecond.get()))
                        : messages.text("sources.first-byte", millis.toString()))));
        error.ifPresent(name -> {
            ErrorCode code = ErrorCode.valueOf(name);
            List<Object> arguments = List.of(address, reason.orElse(""));
            String cause = messages.cause(code, arguments);
            String detail = reason.filter(said -> !cause.contains(said))
                    .map(said -> " – " + said)
                    .orElse("");
            lines.add("   " + cause + " [" + code.id() + "]" + detail);
            lines.add("   " + messages.advice(code, arguments));
        });
        return lines;
    }
}
