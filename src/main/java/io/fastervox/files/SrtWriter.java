package io.fastervox.files;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * SubRip. The format has no escapes: of its syntax only an arrow in the text could be taken for a time line, so it is
 * pulled apart.
 */
record SrtWriter(SubtitleLayout layout) implements TranscriptWriter {
    @Override
    public byte[] write(Transcript transcript) {
        StringBuilder file = new StringBuilder();
        List<Cue> cues = layout.cues(transcript.result());
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            file.append(i == 0 ? "" : "\n").append(i + 1).append('\n');
            file.append(Times.clock(cue.startMs(), ',')).append(" --> ");
            file.append(Times.clock(cue.endMs(), ',')).append('\n');
            cue.lines().forEach(line -> file.append(line.replace("-->", "-- >")).append('\n'));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
