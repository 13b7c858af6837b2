package io.fastervox.files;

import io.fastervox.engine.Segment;
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
     * The cues in order. Cues may touch but not overlap, whatever the times of the segments.
     *
     * @param language ISO code; it decides where words may be separated in scripts without spaces
     */
    public List<Cue> cues(List<Segment> segments, String language) {
        Locale locale = Locale.forLanguageTag(language);
        List<Draft> drafts = new ArrayList<>();
        for (Segment segment : segments) {
            TimedText timed = TimedText.of(segment);
            if (!timed.text().isEmpty()) {
                drafts.addAll(new SegmentLayout(timed, locale, rules).drafts());
            }
        }
        return timed(drafts);
    }

    private List<Cue> timed(List<Draft> drafts) {
        List<Cue> cues = new ArrayList<>();
        long previousEnd = 0;
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            long start = Math.max(draft.startMs(), previousEnd);
            long room = i + 1 < drafts.size() ? drafts.get(i + 1).startMs() - start : Long.MAX_VALUE;
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
