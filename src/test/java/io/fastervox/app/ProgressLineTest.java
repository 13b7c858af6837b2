package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.Messages;
import io.fastervox.support.Progress;
import io.fastervox.support.Progress.Unit;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R22: long work shows its progress")
class ProgressLineTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long now;

    private ProgressLine line(boolean terminal) {
        PrintStream err = new PrintStream(written, true, StandardCharsets.UTF_8);
        return new ProgressLine(err, Messages.in(Locale.ENGLISH), terminal, () -> now);
    }

    private void after(Duration time) {
        now += time.toNanos();
    }

    private static Progress bytes(long done) {
        return new Progress("fetch", "numpy.whl", done, 100_000_000, Unit.BYTES);
    }

    private String written() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void aPipeGetsALineWhenAStepBeginsEveryFewSecondsAndAtItsEnd() {
        ProgressLine line = line(false);
        line.progress(bytes(0));
        after(Duration.ofSeconds(1));
        line.progress(bytes(10_000_000));
        after(Duration.ofSeconds(4));
        line.progress(bytes(50_000_000));
        after(Duration.ofSeconds(1));
        line.progress(bytes(100_000_000));
        line.progress(bytes(100_000_000));

        assertEquals("""
                Downloading  0.0 / 100.0 MB  0 %  numpy.whl
                Downloading  50.0 / 100.0 MB  50 %  10.0 MB/s  0:05 left  numpy.whl
                Downloading  100.0 / 100.0 MB  100 %  16.7 MB/s  0:00 left  numpy.whl
                """, written());
    }

    @Test
    void aTerminalGetsOneLineThatIsRewrittenAndTakenAway() {
        ProgressLine line = line(true);
        line.progress(bytes(0));
        line.progress(bytes(1_000_000));
        after(Duration.ofSeconds(2));
        line.progress(bytes(20_000_000));
        line.clear();
        line.clear();

        assertEquals(
                "\rDownloading  0.0 / 100.0 MB  0 %  numpy.whl"
                        + "\rDownloading  20.0 / 100.0 MB  20 %  10.0 MB/s  0:08 left  numpy.whl"
                        + "\r" + blank(67) + "\r",
                written());
    }

    @Test
    void aTerminalShowsTwoThingsThatGoOnInOneLineAndThenTheOneThatIsLeft() {
        ProgressLine line = line(true);
        ProgressLine.Track model = line.track();
        try (ProgressLine.Track environment = line.track()) {
            environment.progress(bytes(0));
            model.progress(new Progress("fetch-model", "model.bin", 0, 200_000_000, Unit.BYTES));
            after(Duration.ofSeconds(2));
            written.reset();
            environment.progress(bytes(20_000_000));
            after(Duration.ofMillis(50));
            model.progress(new Progress("fetch-model", "model.bin", 10_000_000, 200_000_000, Unit.BYTES));
            environment.progress(Progress.started("install"));
        }
        model.close();

        assertEquals(
                "\rDownloading  20 %  0:08 left  |  Downloading the model  0 %"
                        + "\rInstalling  |  Downloading the model  5 %  0:39 left" + blank(7)
                        + "\rDownloading the model  10.0 / 200.0 MB  5 %  4.9 MB/s  0:39 left  model.bin"
                        + "\r" + blank(75) + "\r",
                written());
    }

    @Test
    void aPipeGetsTheLinesOfTwoThingsThatGoOnByTurns() {
        ProgressLine line = line(false);
        ProgressLine.Track environment = line.track();
        ProgressLine.Track model = line.track();
        environment.progress(bytes(0));
        model.progress(Progress.started("assemble"));
        after(Duration.ofSeconds(1));
        environment.progress(bytes(10_000_000));
        model.progress(Progress.started("assemble"));
        after(Duration.ofSeconds(5));
        model.progress(Progress.started("assemble"));
        environment.progress(bytes(60_000_000));

        assertEquals("""
                Downloading  0.0 / 100.0 MB  0 %  numpy.whl
                Putting the model together
                Putting the model together
                Downloading  60.0 / 100.0 MB  60 %  10.0 MB/s  0:04 left  numpy.whl
                """, written());
    }

    @Test
    void aRemarkStandsAboveTheLine() {
        ProgressLine line = line(true);
        line.track().progress(Progress.started("install"));
        written.reset();

        line.above(() -> written.writeBytes("remark\n".getBytes(StandardCharsets.UTF_8)));

        assertEquals("\r" + blank(10) + "\rremark\n\rInstalling", written());
    }

    @Test
    void speechIsCountedInMinutesAndTimesRealTime() {
        ProgressLine line = line(true);
        line.progress(new Progress("transcribe", "", 0, 3_660_000, Unit.MILLISECONDS_OF_AUDIO));
        after(Duration.ofSeconds(10));
        written.reset();
        line.progress(new Progress("transcribe", "", 60_000, 3_660_000, Unit.MILLISECONDS_OF_AUDIO));

        assertEquals("\rTranscribing  1:00 / 1:01:00  1 %  6.0×  10:00 left", written());
    }

    @Test
    void aLineFitsTheNarrowestConsole() {
        ProgressLine line = line(true);
        line.progress(new Progress("transcribe", "会".repeat(40), 0, 0, Unit.ITEMS));

        assertEquals("\rTranscribing  " + "会".repeat(32) + "…", written());
    }

    private static String blank(int columns) {
        return " ".repeat(columns);
    }
}
