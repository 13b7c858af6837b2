package io.fastervox.agent;

import io.fastervox.support.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How far the environment and the model are.
 *
 * @param percent of everything; it never goes back while one set-up runs
 * @param details what was decided and met on the way, the oldest first
 */
public record SetUpProgress(int percent, List<Track> tracks, List<Remark> details) {
    public static final SetUpProgress NOTHING = new SetUpProgress(0, List.of(), List.of());
    private static final int DETAILS = 50;

    public SetUpProgress {
        tracks = List.copyOf(tracks);
        details = List.copyOf(details);
    }

    /** Something said on the way, as a message key and what belongs into its text. */
    public record Remark(String key, List<Object> arguments) {
        public Remark {
            arguments = List.copyOf(arguments);
        }

        /** With arguments that are said otherwise. */
        String saying(Messages messages, UnaryOperator<Object> change) {
            return messages.text(key, arguments.stream().map(change).toArray());
        }
    }

    SetUpProgress with(Track track) {
        List<Track> now = new ArrayList<>(tracks);
        now.removeIf(old -> old.name().equals(track.name()));
        now.add(track);
        now.sort(Comparator.comparing(Track::name)); // each keeps its line
        int sum = now.stream().mapToInt(Track::percent).sum();
        return new SetUpProgress(Math.max(percent, sum / now.size()), now, details);
    }

    /** Nothing is on its way; what was said stays. */
    SetUpProgress rested() {
        return new SetUpProgress(0, List.of(), details);
    }

    SetUpProgress with(Remark remark) {
        List<Remark> now = new ArrayList<>(details);
        now.add(remark);
        return new SetUpProgress(percent, tracks, now.subList(Math.max(0, now.size() - DETAILS), now.size()));
    }
}
