package io.fastervox.environment;

import io.fastervox.support.AtomicFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code .checked}: when the content of every file of an environment was last found right. */
record LastCheck(Path folder, Clock clock) {
    static final String FILE = ".checked";
    private static final Logger LOG = LoggerFactory.getLogger(LastCheck.class);

    private static final Duration WEEK = Duration.ofDays(7);

    /** Whether the content is to be looked at again. A time in the future is none: the clock was wrong then or is now. */
    boolean isDue(EnvironmentManifest manifest) throws IOException {
        Instant now = clock.instant();
        Instant made = instant(manifest.made());
        Path file = folder.resolve(FILE);
        Instant checked =
                Files.isRegularFile(file) ? instant(Files.readString(file, StandardCharsets.UTF_8)) : Instant.MIN;
        Instant last = checked.isAfter(made) ? checked : made;
        return last.isAfter(now) || last.isBefore(now.minus(WEEK));
    }

    /** Notes that it was found right; where that cannot be written, it is looked at again. */
    void passed() {
        try {
            AtomicFiles.write(folder.resolve(FILE), clock.instant().toString());
        } catch (IOException e) {
            LOG.info("{} cannot be written: {}", folder.resolve(FILE), e.toString());
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text.strip());
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
