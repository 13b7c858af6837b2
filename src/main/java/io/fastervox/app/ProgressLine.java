package io.fastervox.app;

import io.fastervox.support.Messages;
import io.fastervox.support.Progress;
import io.fastervox.support.ProgressListener;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Shows progress on standard error: on a terminal one line rewritten in place (step, bytes, MB/s, time left), elsewhere a
 * plain line when a step begins, every few seconds, and when all of it is done. Work that goes on side by side has a {@link Track} each; on a
 * terminal they share the line. Safe for several threads.
 */
final class ProgressLine implements ProgressListener {
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration PLAIN_LINE = Duration.ofSeconds(5);
    /** Of the narrowest usual console, less one: a full line moves the cursor to the next. */
    private static final int COLUMNS = 79;

    private final PrintStream err;
    private final Messages messages;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private final ProgressListener ears;

    /** What goes on now, the longest first. */
    private final List<Track> tracks = new ArrayList<>();

    private final Track main = new Track();
    private int drawn; // columns
    private long lastDrawn;

    ProgressLine(PrintStream err, Messages messages, boolean terminal, LongSupplier nanoTime) {
        this(err, messages, terminal, nanoTime, NONE);
    }

    /** @param ears hears all progress, too */
    ProgressLine(PrintStream err, Messages messages, boolean terminal, LongSupplier nanoTime, ProgressListener ears) {
        this.ears = ears;
        this.err = err;
        this.messages = messages;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public void progress(Progress progress) {
        main.progress(progress);
    }

    /** For work that goes on beside other work, until it is closed. */
    Track track() {
        return new Track();
    }

    /** Takes the line away. */
    synchronized void clear() {
        tracks.remove(main);
        erase();
    }

    /** Prints something above the line. */
    synchronized void above(Runnable printing) {
        clear();
        printing.run();
        if (terminal && !tracks.isEmpty()) {
            draw(nanoTime.getAsLong());
        }
    }

    private void erase() {
        if (drawn > 0) {
            put("");
            err.print('\r');
            err.flush();
        }
    }

    /** Over what stands there, with blanks and not with an escape sequence, which older consoles print. */
    private void put(String text) {
        int columns = TerminalText.columns(text);
        err.print("\r" + text + " ".repeat(Math.max(0, drawn - columns)));
        err.flush();
        drawn = columns;
    }

    private void draw(long now) {
        String text = tracks.size() == 1
                ? tracks.get(0).describe(now)
                : tracks.stream().map(track -> track.describeShortly(now)).collect(Collectors.joining("  |  "));
        put(TerminalText.cut(text, COLUMNS));
        lastDrawn = now;
    }

    /** One of several things that go on at the same time. */
    final class Track implements ProgressListener, AutoCloseable {
        private Progress latest = Progress.started("");
        private long stepBegan;
        private long stepBeganAt;
        private long lastPrinted;

        @Override
        public void progress(Progress progress) {
            ears.progress(progress);
            synchronized (ProgressLine.this) {
                long now = nanoTime.getAsLong();
                boolean wasFinished = isFinished(latest);
                boolean newStep = !tracks.contains(this) || !progress.step().equals(latest.step());
                if (newStep) {
                    stepBegan = now;
                    stepBeganAt = progress.done();
                }
                latest = progress;
                if (!tracks.contains(this)) {
                    tracks.add(this);
                }
                boolean finished = isFinished(progress);
                if (terminal && (newStep || finished || now - lastDrawn >= REDRAW.toNanos())) {
                    draw(now);
                } else if (!terminal
                        && (newStep || (finished && !wasFinished) || now - lastPrinted >= PLAIN_LINE.toNanos())) {
                    lastPrinted = now;
                    err.println(describe(now));
                    err.flush();
                }
            }
        }

        /** Its work is over: the line is left to the others. */
        @Override
        public void close() {
            synchronized (ProgressLine.this) {
                tracks.remove(this);
                if (drawn > 0 && tracks.isEmpty()) {
                    erase();
                } else if (drawn > 0) {
                    draw(nanoTime.getAsLong());
                }
            }
        }

        private String describe(long now) {
            StringBuilder text = new StringBuilder(ProgressLine.describe(messages, latest));
            if (latest.total() > 0) {
                appendRate(text, now);
            }
            if (!latest.detail().isEmpty()) {
                text.append("  ").append(abbreviated(latest.detail()));
            }
            return text.toString();
        }

        /** Two of these fit on a terminal of 80 columns. */
        private String describeShortly(long now) {
            StringBuilder text = new StringBuilder(messages.text("step." + latest.step()));
            if (latest.total() > 0) {
                text.append(percent(latest));
                appendTimeLeft(text, perSecond(now));
            }
            return text.toString();
        }

        private void appendRate(StringBuilder text, long now) {
            double perSecond = perSecond(now);
            if (perSecond > 0 && latest.unit() == Progress.Unit.BYTES) {
                text.append(String.format(Locale.ROOT, "  %.1f MB/s", perSecond / 1e6));
            } else if (perSecond > 0 && latest.unit() == Progress.Unit.MILLISECONDS_OF_AUDIO) {
                text.append(String.format(Locale.ROOT, "  %.1f×", perSecond / 1000));
            }
            appendTimeLeft(text, perSecond);
        }

        private void appendTimeLeft(StringBuilder text, double perSecond) {
            if (perSecond > 0) {
                long left = Math.round((latest.total() - latest.done()) / perSecond);
                text.append("  ").append(messages.text("progress.left", clock(left)));
            }
        }

        /** 0 while it cannot be told. */
        private double perSecond(long now) {
            double seconds = (now - stepBegan) / 1e9;
            long gained = latest.done() - stepBeganAt;
            return seconds < 0.5 || gained <= 0 ? 0 : gained / seconds;
        }
    }

    private static boolean isFinished(Progress progress) {
        return progress.total() > 0 && progress.done() == progress.total();
    }

    /** The step and, where it is known, how much of it is done. */
    static String describe(Messages messages, Progress progress) {
        String step = messages.text("step." + progress.step());
        return progress.total() > 0 ? step + "  " + amount(progress) + percent(progress) : step;
    }

    private static String percent(Progress progress) {
        return "  " + 100 * progress.done() / progress.total() + " %";
    }

    private static String amount(Progress progress) {
        return switch (progress.unit()) {
            case BYTES -> megabytes(progress.done()) + " / " + megabytes(progress.total()) + " MB";
            case ITEMS -> progress.done() + " / " + progress.total();
            case MILLISECONDS_OF_AUDIO -> clock(progress.done() / 1000) + " / " + clock(progress.total() / 1000);
        };
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
