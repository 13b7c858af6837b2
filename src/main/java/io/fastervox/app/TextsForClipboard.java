package io.fastervox.app;

import io.fastervox.files.Job;
import io.fastervox.files.JobState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of which recordings the texts are wanted on the clipboard, once the last of them is done or away. Used under its owner's lock. */
final class TextsForClipboard {
    private final Map<Path, Optional<Job>> awaited = new LinkedHashMap<>();

    void await(List<Path> recordings) {
        recordings.forEach(recording -> awaited.put(whole(recording), Optional.empty()));
    }

    /** Not those that did not even come into the queue. */
    void forget(List<Path> recordings) {
        recordings.forEach(recording -> awaited.remove(whole(recording)));
    }

    /** However it is written: the queue has one job for it. */
    private static Path whole(Path recording) {
        return recording.toAbsolutePath().normalize();
    }

    /** Of several jobs of a recording the last one, which alone can be the one that is awaited. */
    static List<Job> latest(List<Job> jobs) {
        Map<Path, Job> latest = new LinkedHashMap<>();
        jobs.forEach(job ->
                latest.merge(whole(job.recording()), job, (one, other) -> one.number() > other.number() ? one : other));
        return List.copyOf(latest.values());
    }

    /** The transcripts, in the order of their recordings, when this job was the last. One that is away is not waited for. */
    List<Path> changed(Job job) {
        boolean settled = job.state().isOver() || job.isAway();
        boolean ours = settled && awaited.containsKey(whole(job.recording())) && !isWithoutText(job);
        if (ours) {
            awaited.put(whole(job.recording()), Optional.of(job));
        }
        if (!ours || awaited.containsValue(Optional.<Job>empty())) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        awaited.values()
                .forEach(done -> done.filter(over -> over.state() == JobState.DONE)
                        .ifPresent(over -> found.addAll(texts(over))));
        awaited.clear();
        return found;
    }

    /** A job of the same recording that somebody else has wanted, as subtitles for instance. */
    private static boolean isWithoutText(Job job) {
        return job.state() == JobState.DONE && texts(job).isEmpty();
    }

    private static List<Path> texts(Job job) {
        return job.outputs().stream()
                .filter(output -> output.toString().endsWith(".txt"))
                .toList();
    }
}
