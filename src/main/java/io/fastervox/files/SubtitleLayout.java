package io.fastervox.files;

import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns segments into cues that can be read: short lines, few of them, broken at punctuation where possible and between
 * words otherwise, times that never overlap. Text is not changed; right-to-left text stays in its logical order, which is
 * what players expect. Pure and safe for several threads.
 */
public final class SubtitleLayout {
    private final SubtitleRules rules;

    public SubtitleLayout(SubtitleRules rules) {
        this.rules = rules;
    }

    /**
     * The cues in order. Cues may touch but not overlap, whatever the times of the segments, and the last one does not
     * outlast the recording. The language decides where words may be separated in scripts without spaces.
     */
    public List<Cue> cues(TranscriptionResult result) {
        Locale locale = Locale.forLanguageTag(result.language().orElse(""));
        List<Draft> drafts = new ArrayList<>();
        for (Segment segment : result.segments()) {
            TimedText timed = TimedText.of(segment);
            if (!timed.text().isEmpty()) {
                drafts.addAll(new SegmentLayout(timed, locale, rules).drafts());
            }
        }
        return timed(drafts, result.duration() > 0 ? Times.milliseconds(result.duration()) : Long.MAX_VALUE);
    }

    private List<Cue> timed(List<Draft> drafts, long recordingEnd) {
        List<Cue> cues = new ArrayList<>();
        long previousEnd = 0;
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            long start = Math.max(draft.startMs(), previousEnd);
            long room = (i + 1 < drafts.size() ? drafts.get(i + 1).startMs() : recordingEnd) - start;
            long wanted = Math.max(draft.endMs() - start, rules.minDuration().toMillis());
            long duration = Math.min(Math.min(wanted, rules.maxDuration().toMillis()), room);
            // Players leave out a cue that takes no time: even the worst times give it a moment.
            long end = start + Math.max(1, duration);
            cues.add(new Cue(start, end, draft.lines()));
            previousEnd = end;
        }
        return List.copyOf(cues);
    }

    /** A cue whose times are still those of the speech. */
    record Draft(long startMs, long endMs, List<String> lines) {}
}
