package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.desktop.Balloon;
import io.fastervox.desktop.Balloon.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BalloonPolicyTest {
    private final List<String> shown = new ArrayList<>();
    private long now;
    private final BalloonPolicy policy = new BalloonPolicy(balloon -> shown.add(balloon.text()), () -> now);

    private void show(int atSeconds, Kind kind, String text) {
        now = Duration.ofSeconds(atSeconds).toNanos();
        policy.show(new Balloon(kind, "Faster-Vox", text));
    }

    @Test
    void theSameIsNotSaidAgainForMinutes() {
        show(0, Kind.ERROR, "offline");
        show(60, Kind.ERROR, "offline");
        show(301, Kind.ERROR, "offline");

        assertEquals(List.of("offline", "offline"), shown);
    }

    @Test
    void whereATextWentIsSaidEachTime() {
        Balloon left = new Balloon(Kind.WARNING, "Faster-Vox", "left on the clipboard");
        policy.answers().show(left);
        policy.answers().show(left);
        show(1, Kind.INFO, "done");

        assertEquals(List.of("left on the clipboard", "left on the clipboard"), shown);
    }

    @Test
    void aRemarkOnTheHeelsOfAnotherIsLeftOutAndAWarningIsNot() {
        show(0, Kind.INFO, "ready");
        show(1, Kind.INFO, "done");
        show(2, Kind.WARNING, "left on the clipboard");
        show(7, Kind.INFO, "done");

        assertEquals(List.of("ready", "left on the clipboard", "done"), shown);
    }
}
