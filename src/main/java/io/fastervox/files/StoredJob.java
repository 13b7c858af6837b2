package io.fastervox.files;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A job and its journal. */
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

    JobFile file() {
        return file;
    }

    /** Where its recording lies. */
    Path folder() {
        return history.order().folder();
    }

    /** Writes it down; only then it counts. */
    void append(JobEntry entry, boolean force) throws IOException {
        file.append(entry, force);
        history.apply(entry);
    }

    /** Why something about it could not be written: a file that the failure names, else, or for one beside it, its journal. */
    FilesException notKept(IOException e) {
        Path journal = file.path();
        Path named = FullDisk.place(e, journal);
        boolean ours = Objects.equals(named.getParent(), journal.getParent());
        Path place = ours ? journal : named;
        String reason = IoReason.of(e);
        ErrorCode code = FullDisk.isReason(e, place)
                ? ErrorCode.DISK_FULL
                : ours ? ErrorCode.DATA_FOLDER_NOT_WRITABLE : ErrorCode.OUTPUT_NOT_WRITABLE;
        return new FilesException(code, place + ": " + reason, e, List.of(place.toString(), reason));
    }

    /** Ends it, and drops the text when nobody can need it any more. */
    void end(JobEntry.Ended end) throws IOException {
        if (end.state() == JobState.FAILED) {
            append(end, true);
            return;
        }
        List<JobEntry> kept = new ArrayList<>();
        kept.add(new JobEntry.Added(history.order(), history.place(), history.origin()));
        kept.add(end);
        file = JobFile.write(file.path(), kept);
        history.apply(end);
        history.forget();
    }
}
