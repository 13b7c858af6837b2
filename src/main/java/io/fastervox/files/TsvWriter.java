package io.fastervox.files;

import io.fastervox.engine.Segment;
import java.nio.charset.StandardCharsets;

/**
 * Start and end in whole milliseconds and the text, separated by tabs, under a header line. A tab or line break inside a
 * text becomes a space, because readers of this format know no escapes; the JSON keeps the text as it was.
 */
final class TsvWriter implements TranscriptWriter {
    @Override
    public byte[] write(Transcript transcript) {
        StringBuilder table = new StringBuilder("start\tend\ttext\n");
        for (Segment segment : transcript.result().segments()) {
            table.append(Times.milliseconds(segment.start())).append('\t');
            table.append(Times.milliseconds(segment.end())).append('\t');
            table.append(OneLine.of(segment.text())).append('\n');
        }
        return table.toString().getBytes(StandardCharsets.UTF_8);
    }
}
