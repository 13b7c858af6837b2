package io.fastervox.files;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * LRC, the lines that music players show in step. A line stays until the next one begins, so an empty one clears it before
 * a silence and at the end.
 *
 * @see <a href="https://en.wikipedia.org/wiki/LRC_(file_format)">The format</a>; there is no standard
 */
record LrcWriter(SubtitleLayout layout) implements TranscriptWriter {
    private static final long SILENCE_MS = 2000;

    static LrcWriter of(SubtitleRules rules) {
        return new LrcWriter(new SubtitleLayout(rules.withMaxLines(1)));
    }

    @Override
    public byte[] write(Transcript transcript) {
        StringBuilder file = new StringBuilder();
        file.append("[ti:").append(title(transcript.file())).append("]\n");
        file.append("[length:").append(length(transcript.result().duration())).append("]\n");
        file.append("[re:Faster-Vox]\n");
        List<Cue> cues = layout.cues(transcript.result());
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            file.append(tag(cue.startMs()))
                    .append(text(String.join(" ", cue.lines())))
                    .append('\n');
            boolean last = i + 1 == cues.size();
            if (last || cues.get(i + 1).startMs() - cue.endMs() >= SILENCE_MS) {
                file.append(tag(cue.endMs())).append('\n');
            }
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Minutes may take more than two digits: the format has no hours. Never before the sound, so rounded down. */
    private static String tag(long milliseconds) {
        return String.format(
                Locale.ROOT,
                "[%02d:%02d.%02d]",
                milliseconds / 60_000,
                milliseconds / 1000 % 60,
                milliseconds / 10 % 100);
    }

    private static String length(double seconds) {
        long whole = Times.milliseconds(seconds) / 1000;
        return String.format(Locale.ROOT, "%02d:%02d", whole / 60, whole % 60);
    }

    /** Text in brackets right behind the time would be taken for another tag. */
    private static String text(String line) {
        return line.startsWith("[") ? " " + line : line;
    }

    private static String title(String name) {
        return OneLine.of(name).replace('[', '(').replace(']', ')');
    }
}
