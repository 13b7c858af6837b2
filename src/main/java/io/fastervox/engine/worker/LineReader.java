package io.fastervox.engine.worker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** UTF-8 lines of bounded length; an unfinished last one is dropped. Used by one thread. */
final class LineReader {
    static final int LONGEST_LINE_BYTES = 1 << 20;

    private final InputStream in;

    LineReader(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 16);
    }

    /** The next line without its end, or empty at the end of the stream. */
    Optional<String> read() throws IOException, ProtocolViolation {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            if (line.size() == LONGEST_LINE_BYTES) {
                throw new ProtocolViolation("a line of more than " + LONGEST_LINE_BYTES + " bytes");
            }
            line.write(octet);
        }
        return Optional.empty();
    }
}
