package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R25: a folder that is away is looked for less and less often")
class FurtherLooksTest {
    private static final Path STICK = Path.of("stick");
    private static final Path SHARE = Path.of("share");

    private final FurtherLooks looks = new FurtherLooks(Duration.ofSeconds(15));

    @Test
    void thePausesGrowUpToTwoMinutes() {
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            looks.missed(STICK, 1000);
            pauses.add(Duration.ofNanos(looks.nanosUntil(STICK, 1000)));
        }

        assertEquals(
                List.of(
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(120),
                        Duration.ofSeconds(120)),
                pauses);
    }

    @Test
    void oneThatIsForgottenIsDueAtOnceAndAnotherIsNotConcerned() {
        looks.missed(STICK, 0);
        looks.missed(SHARE, 0);
        looks.forget(STICK);

        assertEquals(
                List.of(0L, Duration.ofSeconds(15).toNanos()),
                List.of(looks.nanosUntil(STICK, 0), looks.nanosUntil(SHARE, 0)));
    }
}
