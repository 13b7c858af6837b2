package io.fastervox.files;

import io.fastervox.engine.Damage;
import io.fastervox.support.ErrorCode;
import io.fastervox.support.HeldOpen;
import io.fastervox.support.IoReason;
import io.fastervox.support.Sha256;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the outputs of a job exactly once, whatever happens in between: the journal knows what they will hold. */
final class JobOutputs {
    private static final Logger LOG = LoggerFactory.getLogger(JobOutputs.class);

    private final StoredJob job;

    JobOutputs(StoredJob job) {
        this.job = job;
    }

    /** What an earlier run wrote, if that was all and it could not say so any more. */
    Optional<JobEntry.Writing> alreadyWritten() throws IOException {
        Optional<JobEntry.Writing> writing = job.history().writing();
        if (writing.isEmpty()) {
            return Optional.empty();
        }
        for (JobEntry.Output output : writing.get().outputs()) {
            if (!holds(output)) {
                return Optional.empty();
            }
        }
        TranscriptFiles.cleanUp(writing.get().files(), writing.get().token());
        return writing;
    }

    /**
     * Writes them; a name that is taken meanwhile is left to its file, and another one found where that is wished.
     *
     * @param claimed names that other jobs will write to or have just written to, which stay theirs: what replaces files
     *     must not replace their transcripts, nor have its own replaced
     */
    List<Path> write(Transcript transcript, Optional<Damage> damage, Collection<Path> claimed)
            throws IOException, FilesException, InterruptedException {
        OutputOptions options = job.history().order().output();
        List<OutputTarget> targets = job.history().order().targets();
        boolean yields = options.existing() == Existing.REPLACE && OutputNames.areClaimed(targets, claimed);
        Existing existing = yields ? Existing.RENAME : options.existing();
        while (true) {
            if (existing == Existing.RENAME) {
                targets = OutputNames.free(targets, claimed);
            }
            Map<Path, byte[]> content = TranscriptFiles.content(transcript, targets, options);
            List<JobEntry.Output> outputs = content.entrySet().stream()
                    .map(output -> new JobEntry.Output(output.getKey(), Sha256.of(output.getValue())))
                    .toList();
            JobEntry.Writing writing = new JobEntry.Writing(TranscriptFiles.token(), outputs, damage);
            job.append(writing, true);
            try {
                TranscriptFiles.write(content, existing, writing.token());
                return List.copyOf(content.keySet());
            } catch (FilesException e) {
                noteTakenBack(writing, e);
                if (e.code() != ErrorCode.OUTPUT_EXISTS || existing != Existing.RENAME) {
                    throw e;
                }
            } catch (InterruptedException e) {
                noteTakenBack(writing, e);
                throw e;
            }
        }
    }

    /** Or what others write there meanwhile might be taken for ours. */
    private void noteTakenBack(JobEntry.Writing writing, Exception failure) {
        if (failure.getSuppressed().length > 0 || writing.files().stream().anyMatch(OutputFolder::isAway)) {
            return; // something may be left
        }
        try {
            job.append(writing.takenBack(), false);
        } catch (IOException e) {
            LOG.warn("the journal of job {}", job.history().number(), e);
        }
    }

    /** Removes what an earlier run left half done: its own files, and names that it had claimed with an empty file. */
    void takeBack() throws IOException {
        Optional<JobEntry.Writing> writing = job.history().writing();
        if (writing.isPresent()) {
            remove(writing.get());
            job.append(writing.get().takenBack(), true);
        }
    }

    /** The same for a job that is forgotten. */
    void remove() throws IOException {
        Optional<JobEntry.Writing> writing = job.history().writing();
        if (writing.isPresent()) {
            remove(writing.get());
        }
    }

    private void remove(JobEntry.Writing writing) throws IOException {
        boolean replacing = job.history().order().output().existing() == Existing.REPLACE;
        List<Path> wanted =
                job.history().order().targets().stream().map(OutputTarget::file).toList();
        for (JobEntry.Output output : writing.outputs()) {
            Path file = output.file();
            if (OutputFolder.isAway(file)) {
                throw new FileSystemException(file.toString(), null, "its drive or share is away");
            }
            boolean claimed = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) == 0;
            boolean replaces = replacing && wanted.contains(file);
            if (!replaces && (claimed || holds(output))) {
                HeldOpen.delete(file);
            }
        }
        TranscriptFiles.cleanUp(writing.files(), writing.token());
    }

    private static boolean holds(JobEntry.Output output) throws IOException {
        return Files.isRegularFile(output.file(), LinkOption.NOFOLLOW_LINKS)
                && digest(output.file()).equals(output.sha256());
    }

    /** What fails while it is read names no file by itself. */
    private static String digest(Path file) throws IOException {
        try {
            return Sha256.of(file);
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException e) {
            FileSystemException named = new FileSystemException(file.toString(), null, IoReason.of(e));
            named.initCause(e);
            throw named;
        }
    }
}
