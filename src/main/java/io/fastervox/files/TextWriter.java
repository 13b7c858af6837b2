package io.fastervox.files;

import io.fastervox.engine.Segment;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Plain text, one segment a line: what the command line prints, and easy to read, search and compare. */
final class TextWriter implements TranscriptWriter {
    @Override
    public byte[] write(Transcript transcript) {
        return transcript.result().segments().stream()
                .map(Segment::text)
                .map(OneLine::of)
                .filter(line -> !line.isEmpty())
                .map(line -> line + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
