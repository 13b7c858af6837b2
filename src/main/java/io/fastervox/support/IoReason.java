package io.fastervox.support;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a file could not be used, for the failures in which Java names the file and nothing else. In English words for logs and
 * in arguments of texts; {@link Messages} says them in the person's language.
 */
public enum IoReason {
    ACCESS_DENIED("access denied"),
    MISSING("no such file or folder"),
    NOT_A_FOLDER("not a folder"),
    EXISTS("it exists already"),
    NOT_EMPTY("the folder is not empty");

    private static final Map<Class<? extends IOException>, IoReason> OF = Map.of(
            AccessDeniedException.class, ACCESS_DENIED,
            NoSuchFileException.class, MISSING,
            NotDirectoryException.class, NOT_A_FOLDER,
            FileAlreadyExistsException.class, EXISTS,
            DirectoryNotEmptyException.class, NOT_EMPTY);

    private final String words;

    IoReason(String words) {
        this.words = words;
    }

    /** The reason of a failure without the file, which is told elsewhere. */
    public static String of(IOException e) {
        @Nullable IoReason known = OF.get(e.getClass());
        if (known != null) {
            return known.words;
        }
        @Nullable String reason = e instanceof FileSystemException named ? named.getReason() : e.getMessage();
        return reason != null ? reason : e.getClass().getSimpleName();
    }

    public static Optional<IoReason> saying(String words) {
        return Arrays.stream(values())
                .filter(reason -> reason.words.equals(words))
                .findFirst();
    }
}
