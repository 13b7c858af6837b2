package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.support.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleTest {
    private static final OutputStream FULL = new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("No space left on device");
        }
    };

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console console(OutputStream out) {
        return new Console(stream(out), stream(err), Messages.in(Locale.ENGLISH), false);
    }

    private static PrintStream stream(OutputStream to) {
        return new PrintStream(to, false, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "130, 130"})
    void aResultThatDidNotArriveIsToldAndIsNoSuccess(int code, int told) {
        Console console = console(FULL);
        console.result("He was not an ill-disposed young man.");

        assertEquals(told, console.ended(code));
        assertEquals(
                """
                fvox: What was printed did not all arrive: standard output is closed, or its disk is full. [FV213]
                      Free space or keep the reader of the pipe open and try again, or write files with --output-dir.
                """.lines().toList(),
                err.toString(StandardCharsets.UTF_8).lines().toList());
    }

    @Test
    void aResultThatArrivedKeepsItsExitCode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = console(out);
        console.result("text");

        assertEquals(0, console.ended(0));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }
}
