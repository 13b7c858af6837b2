package io.fastervox.files;

import java.time.Duration;
import java.util.Optional;

/**
 * How transcripts are laid out.
 *
 * @param timestamps whether txt, docx and md tell when each line or paragraph begins
 * @param paragraphPause a silence at least this long begins a paragraph in txt, docx and md; empty: txt has a line per
 *     segment, docx and md take {@link #DOCUMENT_PAUSE}
 * @param subtitles of srt, vtt and lrc
 * @param byteOrderMark whether the text formats but JSON begin with one, for old Windows players and spreadsheets
 */
public record LayoutOptions(
        boolean timestamps, Optional<Duration> paragraphPause, SubtitleRules subtitles, boolean byteOrderMark) {
    public static final LayoutOptions DEFAULT =
            new LayoutOptions(false, Optional.empty(), SubtitleRules.DEFAULT, false);

    static final Duration DOCUMENT_PAUSE = Duration.ofSeconds(2);

    public LayoutOptions {
        if (paragraphPause.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("a pause of " + paragraphPause.get());
        }
    }

    Duration documentPause() {
        return paragraphPause.orElse(DOCUMENT_PAUSE);
    }
}
