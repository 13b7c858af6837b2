package io.fastervox.files;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.IoReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks whether a recording can be read at all; whether it holds sound is for the engine to say. */
final class RecordingCheck {
    private RecordingCheck() {}

    /** Reads one byte, because permissions alone do not tell on every system. */
    static void check(Path recording) throws FilesException {
        if (!Files.exists(recording)) {
            throw refusal(ErrorCode.AUDIO_MISSING, recording, "missing", null);
        }
        if (Files.isDirectory(recording)) {
            throw refusal(ErrorCode.AUDIO_UNREADABLE, recording, "is a folder", null);
        }
        if (!Files.isRegularFile(recording)) {
            throw refusal(ErrorCode.AUDIO_UNREADABLE, recording, "is not a regular file", null);
        }
        try (InputStream in = Files.newInputStream(recording)) {
            if (in.read() < 0) {
                throw refusal(ErrorCode.AUDIO_EMPTY, recording, "0 bytes", null);
            }
        } catch (IOException e) {
            throw refusal(ErrorCode.AUDIO_UNREADABLE, recording, IoReason.of(e), e);
        }
    }

    /** The same; gives by what it is known again. */
    static BasicFileAttributes attributes(Path recording) throws FilesException {
        check(recording);
        try {
            return Files.readAttributes(recording, BasicFileAttributes.class);
        } catch (IOException e) {
            throw refusal(ErrorCode.AUDIO_UNREADABLE, recording, IoReason.of(e), e);
        }
    }

    /** Whether not even its folder can be reached: a drive that is unplugged, a share without its network. */
    static boolean isAway(Path recording) {
        try {
            Files.readAttributes(recording.toAbsolutePath().getParent(), BasicFileAttributes.class);
            return false;
        } catch (AccessDeniedException e) {
            return false; // it is there
        } catch (IOException e) {
            return true;
        }
    }

    private static FilesException refusal(ErrorCode code, Path recording, String reason, @Nullable IOException cause) {
        return new FilesException(code, recording + ": " + reason, cause, List.of(recording, reason));
    }
}
