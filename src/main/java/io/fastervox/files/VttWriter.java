package io.fastervox.files;

import java.nio.charset.StandardCharsets;

/**
 * WebVTT.
 *
 * @see <a href="https://www.w3.org/TR/webvtt1/">WebVTT</a>
 */
record VttWriter(SubtitleLayout layout) implements TranscriptWriter {
    @Override
    public byte[] write(Transcript transcript) {
        StringBuilder file = new StringBuilder("WEBVTT\n");
        for (Cue cue : layout.cues(transcript.result())) {
            file.append('\n').append(Times.clock(cue.startMs(), '.')).append(" --> ");
            file.append(Times.clock(cue.endMs(), '.')).append('\n');
            cue.lines().forEach(line -> file.append(escaped(line)).append('\n'));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Escaping every {@code >} takes care of the arrow, which a cue must not contain. */
    private static String escaped(String line) {
        return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
