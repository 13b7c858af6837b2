package io.fastervox.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class IoReasonTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new AccessDeniedException("/data/a"), "access denied"),
                Arguments.of(new NoSuchFileException("/data/a"), "no such file or folder"),
                Arguments.of(new NotDirectoryException("/data/a"), "not a folder"),
                Arguments.of(new FileAlreadyExistsException("/data/a"), "it exists already"),
                Arguments.of(new DirectoryNotEmptyException("/data/a"), "the folder is not empty"),
                Arguments.of(new FileSystemLoopException("/data/a"), "FileSystemLoopException"),
                Arguments.of(
                        new FileSystemException("/data/a", null, "No space left on device"), "No space left on device"),
                Arguments.of(new IOException("the pipe is broken"), "the pipe is broken"),
                Arguments.of(new IOException(), "IOException"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aReasonIsInWordsAndNeverTheNameOfTheFile(IOException failure, String words) {
        assertEquals(words, IoReason.of(failure));
    }

    @Test
    void anErrorSaysItInThePersonsLanguage() {
        List<Object> arguments = List.of("/data", IoReason.of(new AccessDeniedException("/data/a")));

        assertEquals(
                List.of("/data cannot be written (access denied).", "无法写入 /data（拒绝访问）。"),
                Stream.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)
                        .map(language -> Messages.in(language).cause(ErrorCode.DATA_FOLDER_NOT_WRITABLE, arguments))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(IoReason.class)
    void theEnglishTextIsWhatTheLogSays(IoReason reason) {
        String text = Messages.in(Locale.ENGLISH).text("reason." + reason);

        assertEquals(reason, IoReason.saying(text).orElseThrow());
    }
}
