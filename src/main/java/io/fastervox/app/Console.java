package io.fastervox.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.Json;
import io.fastervox.support.Messages;
import io.fastervox.support.ProgressListener;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What the commands print: results on standard output, everything else on standard error, so that a pipe gets the text
 * alone. A progress line, when there is one, stays below whatever else is written. Safe for several threads.
 */
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final Messages messages;
    private final ProgressLine line;
    private final Audience audience;

    /** @param terminal whether {@code err} is a terminal, where one progress line is rewritten in place */
    Console(PrintStream out, PrintStream err, Messages messages, boolean terminal) {
        this.out = out;
        this.err = err;
        this.messages = messages;
        this.line = new ProgressLine(err, messages, terminal, System::nanoTime);
        this.audience = (key, arguments) -> {};
    }

    private Console(Messages messages, Audience audience, ProgressListener progress) {
        this.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        this.err = out;
        this.messages = messages;
        this.line = new ProgressLine(err, messages, false, System::nanoTime, progress);
        this.audience = audience;
    }

    /** No console at all: what is said goes to an audience that tells it in its own way. */
    static Console heardBy(Messages messages, Audience audience, ProgressListener progress) {
        return new Console(messages, audience, progress);
    }

    /** Hears remarks before they are put into words. Called on the working threads. */
    @FunctionalInterface
    interface Audience {
        void said(String key, List<Object> arguments);
    }

    Messages messages() {
        return messages;
    }

    ProgressLine progress() {
        return line;
    }

    /** A line of the result. */
    void result(String text) {
        line.above(() -> {
            out.println(text);
            out.flush();
        });
    }

    /**
     * The exit code of a command, once all of its results are written: a success whose text nobody got is none. A stream
     * tells of its failures only when it is asked.
     */
    int ended(int code) {
        if (!out.checkError()) {
            return code;
        }
        error(ErrorCode.STDOUT_LOST, List.of());
        return code == ExitCode.OK ? ExitCode.of(ErrorCode.STDOUT_LOST) : code;
    }

    /** A result for scripts. */
    void json(Object value) {
        try {
            result(Json.strict().writerWithDefaultPrettyPrinter().writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a view that cannot be written as JSON", e);
        }
    }

    /** What a removal gave back. */
    void freed(long bytes) {
        result(messages.text("removed", Long.toString(bytes), String.format(Locale.ROOT, "%.1f", bytes / 1e6)));
    }

    /** A remark for the person at the console. */
    void line(String text) {
        line.above(() -> {
            err.println(text);
            err.flush();
        });
    }

    /** A remark by its message key. */
    void say(String key, Object... arguments) {
        audience.said(key, List.of(arguments));
        line(messages.text(key, arguments));
    }

    void error(CodedException e) {
        error(e.code(), e.arguments());
    }

    /** What went wrong, its code, and what can be done. */
    void error(ErrorCode code, List<Object> arguments) {
        line("fvox: " + messages.cause(code, arguments) + " [" + code.id() + "]");
        line("      " + messages.advice(code, arguments));
    }
}
