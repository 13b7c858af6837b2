package io.fastervox.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    private static List<String> lines(String text) throws IOException, ProtocolViolation {
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<String> lines = new ArrayList<>();
        for (Optional<String> line = reader.read(); line.isPresent(); line = reader.read()) {
            lines.add(line.get());
        }
        return lines;
    }

    @Test
    void splitsAtLineFeedsAloneAndDropsAnUnfinishedLine() throws IOException, ProtocolViolation {
        assertEquals(List.of("你好", "", "a\u2028b\r"), lines("你好\n\na\u2028b\r\nunfinished"));
    }

    @Test
    void takesALineOfTheLargestSizeAndRefusesALongerOne() throws IOException, ProtocolViolation {
        String longest = "x".repeat(LineReader.LONGEST_LINE_BYTES);
        assertEquals(List.of(longest), lines(longest + "\n"));
        assertThrows(ProtocolViolation.class, () -> lines(longest + "x\n"));
    }
}
