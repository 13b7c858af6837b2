package io.fastervox.files;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.FullDisk;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
        write(content(transcript, targets, options), options.existing(), token());
    }

    /** What each file will hold, in the order of the targets. */
    static Map<Path, byte[]> content(Transcript transcript, List<OutputTarget> targets, OutputOptions options) {
        Map<Path, byte[]> content = new LinkedHashMap<>();
        targets.forEach(target -> content.put(
                target.file(), target.format().writer(options.layout()).write(transcript)));
        return content;
    }

    /** A part of file names that nobody else has. */
    static String token() {
        return UUID.randomUUID().toString();
    }

    /** See {@link #write(Transcript, List, OutputOptions)}; what could not be taken back is suppressed in the exception. */
    static void write(Map<Path, byte[]> content, Existing existing, String token)
            throws FilesException, InterruptedException {
        Map<Path, StagedFile> files = new LinkedHashMap<>();
        try {
            publish(content, existing, token, files);
        } catch (FilesException | InterruptedException | RuntimeException e) {
            files.values().forEach(file -> {
                attempt(file::takeBack).ifPresent(e::addSuppressed);
                attempt(file::cleanUp).ifPresent(e::addSuppressed);
            });
            throw e;
        }
        cleanUp(files.values());
    }

    private static void publish(Map<Path, byte[]> content, Existing existing, String token, Map<Path, StagedFile> files)
            throws FilesException, InterruptedException {
        Path current = Path.of("");
        try {
            for (Map.Entry<Path, byte[]> output : content.entrySet()) {
                current = output.getKey();
                Files.createDirectories(current.toAbsolutePath().getParent());
                StagedFile file = new StagedFile(current, token);
                files.put(current, file);
                file.write(output.getValue());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            for (Map.Entry<Path, StagedFile> file : files.entrySet()) {
                current = file.getKey();
                file.getValue().publish(existing == Existing.REPLACE);
            }
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failure(current, e);
        }
    }

    /** Removes what a run that was killed left beside these outputs. */
    static void cleanUp(Collection<Path> outputs, String token) {
        cleanUp(outputs.stream().map(output -> new StagedFile(output, token)).toList());
    }

    private static void cleanUp(Collection<StagedFile> files) {
        files.forEach(file -> attempt(file::cleanUp));
    }

    /** What one step cannot do must not keep the next from its part; gives why it could not. */
    private static Optional<IOException> attempt(Step step) {
        try {
            step.run();
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("a file was left behind", e);
            return Optional.of(e);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }

    private static FilesException failure(Path file, IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return new FilesException(ErrorCode.OUTPUT_EXISTS, file + " exists", e, List.of(file));
        }
        ErrorCode code = FullDisk.isReason(e, file) ? ErrorCode.DISK_FULL : ErrorCode.OUTPUT_NOT_WRITABLE;
        String reason = IoReason.of(e);
        return new FilesException(code, file + ": " + reason, e, List.of(file, reason));
    }
}
