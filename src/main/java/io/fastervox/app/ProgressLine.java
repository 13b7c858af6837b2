package io.fastervox.app;

import io.fastervox.support.Messages;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows progress on standard error: on a terminal one line rewritten in place (step, bytes, MB/s, time left), elsewhere a
 * plain line when a step begins and every few seconds. Safe for several threads.
 */
final class ProgressLine implements ProgressListener {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final Messages messages;
    private final boolean terminal;
    private final LongSupplier nanoTime;

    private String step = "";
    private long stepBegan;
    private long stepBeganAt;
    private long lastShown;
    private boolean drawn;

    ProgressLine(PrintStream err, Messages messages, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.messages = messages;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void progress(Progress progress) {
        long now = nanoTime.getAsLong();
        boolean newStep = !progress.step().equals(step);
        if (newStep) {
            step = progress.step();
            stepBegan = now;
            stepBeganAt = progress.done();
        }
        boolean finished = progress.total() > 0 && progress.done() == progress.total();
        Duration pause = terminal ? REDRAW : PLAIN_LINE;
        if (!newStep && now - lastShown < pause.toNanos() && !(terminal && finished)) {
            return;
        }
        lastShown = now;
        String text = describe(progress, now);
        if (terminal) {
            err.print(CLEAR_LINE + text);
            drawn = true;
        } else {
            err.println(text);
        }
        err.flush();
    }

    /** Takes the line away, for other output. */
    synchronized void clear() {
        if (drawn) {
            err.print(CLEAR_LINE);
            err.flush();
            drawn = false;
        }
    }

    private String describe(Progress progress, long now) {
        StringBuilder text = new StringBuilder(messages.text("step." + progress.step()));
        if (progress.total() > 0) {
            text.append("  ").append(amount(progress));
            text.append("  ").append(100 * progress.done() / progress.total()).append(" %");
            appendRate(text, progress, now);
        }
        if (!progress.detail().isEmpty()) {
            text.append("  ").append(abbreviated(progress.detail()));
        }
        return text.toString();
    }

    private static String amount(Progress progress) {
        return switch (progress.unit()) {
            case BYTES -> megabytes(progress.done()) + " / " + megabytes(progress.total()) + " MB";
            case ITEMS -> progress.done() + " / " + progress.total();
            case MILLISECONDS_OF_AUDIO -> clock(progress.done() / 1000) + " / " + clock(progress.total() / 1000);
        };
    }

    private void appendRate(StringBuilder text, Progress progress, long now) {
        double seconds = (now - stepBegan) / 1e9;
        long gained = progress.done() - stepBeganAt;
        if (seconds < 0.5 || gained <= 0) {
            return;
        }
        double perSecond = gained / seconds;
        if (progress.unit() == Progress.Unit.BYTES) {
            text.append(String.format(Locale.ROOT, "  %.1f MB/s", perSecond / 1e6));
        } else if (progress.unit() == Progress.Unit.MILLISECONDS_OF_AUDIO) {
            text.append(String.format(Locale.ROOT, "  %.1f×", perSecond / 1000));
        }
        long left = Math.round((progress.total() - progress.done()) / perSecond);
        text.append("  ").append(messages.text("progress.left", clock(left)));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }

    /** {@code 1:02} or {@code 1:00:02}, as players show it. */
    static String clock(long seconds) {
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    private static String abbreviated(String detail) {
        return detail.length() <= 40 ? detail : detail.substring(0, 39) + "…";
    }
}
