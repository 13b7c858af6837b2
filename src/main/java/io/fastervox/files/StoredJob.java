package io.fastervox.files;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A job and its journal, which several threads may write. */
final class StoredJob {
    private JobFile file;
    private final JobHistory history;

    StoredJob(JobFile file, JobHistory history) {
        this.file = file;
        this.history = history;
    }

    JobHistory history() {
        return history;
    }

    synchronized JobFile file() {
        return file;
    }

    /** Where it is looked for: in the folder of its recording, or of its outputs when that was away. */
    Path folder() {
        return awaitedOutput()
                .map(output -> output.toAbsolutePath().getParent())
                .orElse(history.order().folder());
    }

    /** Whether that cannot be reached; it may take a moment to find out. */
    boolean isStillAway() {
        return awaitedOutput()
                .map(OutputFolder::isAway)
                .orElseGet(() -> RecordingCheck.isAway(history.order().request().recording()));
    }

    private Optional<Path> awaitedOutput() {
        return history.away().flatMap(JobEntry.Away::output);
    }

    /** Writes it down; only then it counts. */
    synchronized void append(JobEntry entry, boolean force) throws IOException {
        file.append(entry, force);
        history.apply(entry);
    }

    /** Why something about it could not be written: a file that the failure names, else, or for one beside it, its journal. */
    FilesException notKept(IOException e) {
        Path journal = file().path();
        Path named = FullDisk.place(e, journal);
        boolean ours = Objects.equals(named.getParent(), journal.getParent());
        Path place = ours ? journal : named;
        String reason = IoReason.of(e);
        ErrorCode code = FullDisk.isReason(e, place)
                ? ErrorCode.DISK_FULL
                : ours ? ErrorCode.DATA_FOLDER_NOT_WRITABLE : ErrorCode.OUTPUT_NOT_WRITABLE;
        return new FilesException(code, place + ": " + reason, e, List.of(place.toString(), reason));
    }

    /** Ends it, and drops the text when nobody can need it any more; what is left of its outputs stays known. */
    synchronized void end(JobEntry.Ended end) throws IOException {
        if (end.state() == JobState.FAILED) {
            append(end, true);
            return;
        }
        List<JobEntry> kept = new ArrayList<>();
        kept.add(new JobEntry.Added(history.order(), history.place(), history.origin()));
        history.writing().filter(left -> end.state() == JobState.CANCELLED).ifPresent(kept::add);
        kept.add(end);
        file = JobFile.write(file.path(), kept);
        history.apply(end);
        history.forget();
    }
}
