package io.fastervox.files;

import io.fastervox.support.CodedException;
import io.fastervox.support.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is written down of a job that stops. */
final class JobEnd {
    private JobEnd() {}

    /** One that cannot reach its recording or the folder of its outputs waits until it can; else it has failed. */
    static JobEntry of(StoredJob job, CodedException failure) {
        if (failure.code() == ErrorCode.AUDIO_AWAY
                || RecordingCheck.isAway(job.history().order().request().recording())) {
            return away(job);
        }
        Optional<Path> output = job.history().order().targets().stream()
                .map(OutputTarget::file)
                .filter(file -> failure.code() == ErrorCode.OUTPUT_NOT_WRITABLE && OutputFolder.isAway(file))
                .findFirst();
        return output.isPresent() ? away(output.get(), output) : failed(job, Problem.of(failure));
    }

    static JobEntry.Away away(StoredJob job) {
        return away(job.history().order().request().recording(), Optional.empty());
    }

    private static JobEntry.Away away(Path file, Optional<Path> output) {
        return new JobEntry.Away(new Problem(ErrorCode.AUDIO_AWAY, List.of(file.toString())), output);
    }

    static JobEntry.Ended failed(StoredJob job, Problem problem) {
        return ended(job, JobState.FAILED, Optional.of(problem));
    }

    static JobEntry.Ended cancelled(StoredJob job) {
        return ended(job, JobState.CANCELLED, Optional.empty());
    }

    private static JobEntry.Ended ended(StoredJob job, JobState state, Optional<Problem> problem) {
        double duration = job.history().begun().map(JobEntry.Begun::duration).orElse(0.0);
        return new JobEntry.Ended(
                state, problem, List.of(), duration, job.history().segments().size(), Optional.empty());
    }
}
