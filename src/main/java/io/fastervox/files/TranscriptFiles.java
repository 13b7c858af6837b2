package io.fastervox.files;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes all formats of one recording, or none of them. */
final class TranscriptFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TranscriptFiles.class);

    private TranscriptFiles() {}

    /**
     * Writes a transcript to its targets.
     *
     * @throws FilesException {@code OUTPUT_EXISTS} if a file has appeared meanwhile and may not be replaced,
     *     {@code OUTPUT_NOT_WRITABLE} or {@code DISK_FULL} otherwise; what was there before is there again
     * @throws InterruptedException likewise
     */
    static void write(Transcript transcript, List<OutputTarget> targets, OutputOptions options)
            throws FilesException, InterruptedException {
        List<StagedFile> files = new ArrayList<>();
        boolean done = false;
        Path current = Path.of("");
        try {
            for (OutputTarget target : targets) {
                current = target.file();
                Files.createDirectories(current.toAbsolutePath().getParent());
                StagedFile file = new StagedFile(current);
                files.add(file);
                file.write(target.format().writer(options.layout()).write(transcript));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (int i = 0; i < targets.size(); i++) {
                current = targets.get(i).file();
                files.get(i).publish(options.existing() == Existing.REPLACE);
            }
            done = true;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failure(current, e);
        } finally {
            finish(files, done);
        }
    }

    private static void finish(List<StagedFile> files, boolean done) {
        for (StagedFile file : files) {
            try {
                if (!done) {
                    file.takeBack();
                }
                file.cleanUp();
            } catch (IOException e) {
                LOG.warn("a temporary file was left behind", e);
            }
        }
    }

    private static FilesException failure(Path file, IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return new FilesException(ErrorCode.OUTPUT_EXISTS, file + " exists", e, List.of(file.toString()));
        }
        ErrorCode code = FullDisk.isReason(e, file) ? ErrorCode.DISK_FULL : ErrorCode.OUTPUT_NOT_WRITABLE;
        String reason = Reasons.of(e);
        return new FilesException(code, file + ": " + reason, e, List.of(file.toString(), reason));
    }
}
