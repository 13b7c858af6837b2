package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R25: all formats of a recording are written, or none, and nothing temporary is left")
class TranscriptFilesTest {
    private static final Transcript TRANSCRIPT = Samples.transcript(Samples.segment(0, 2, " Hello."));
    private static final String TXT = "Hello.\n";
    private static final String TSV = "start\tend\ttext\n0\t2000\tHello.\n";

    private static final OutputOptions KEEP = new OutputOptions(Set.of(), Optional.empty(), Existing.KEEP);
    private static final OutputOptions REPLACE = new OutputOptions(Set.of(), Optional.empty(), Existing.REPLACE);

    private final Path folder;
    private final List<OutputTarget> targets;

    TranscriptFilesTest(@TempDir Path folder) {
        this.folder = folder;
        targets = List.of(
                new OutputTarget(TranscriptFormat.TXT, folder.resolve("a.txt")),
                new OutputTarget(TranscriptFormat.TSV, folder.resolve("a.tsv")));
    }

    /** All that lies in the folder, hidden files too: name and text; a folder has the text "folder". */
    private Map<String, String> content() throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), Files.isDirectory(file) ? "folder" : Files.readString(file));
            }
        }
        return content;
    }

    @Test
    void allFormatsAreThereAndNothingElse() throws Exception {
        TranscriptFiles.write(TRANSCRIPT, targets, KEEP);

        assertEquals(Map.of("a.txt", TXT, "a.tsv", TSV), content());
    }

    @Test
    @Reaches(ErrorCode.OUTPUT_EXISTS)
    void anOutputThatAppearedMeanwhileIsKeptAndTheOtherFormatsAreTakenBack() throws Exception {
        Files.writeString(folder.resolve("a.tsv"), "mine");

        FilesException refusal =
                assertThrows(FilesException.class, () -> TranscriptFiles.write(TRANSCRIPT, targets, KEEP));

        assertEquals(
                List.of(ErrorCode.OUTPUT_EXISTS, List.of(folder.resolve("a.tsv")), Map.of("a.tsv", "mine")),
                List.of(refusal.code(), refusal.arguments(), content()));
    }

    @Test
    void existingFilesAreReplacedWhenAskedFor() throws Exception {
        Files.writeString(folder.resolve("a.tsv"), "mine");

        TranscriptFiles.write(TRANSCRIPT, targets, REPLACE);

        assertEquals(Map.of("a.txt", TXT, "a.tsv", TSV), content());
    }

    @Test
    @Reaches(ErrorCode.OUTPUT_NOT_WRITABLE)
    void whenOneReplacementFailsTheOthersHaveTheirOldContentAgain() throws Exception {
        Files.writeString(folder.resolve("a.txt"), "old");
        Files.createDirectories(folder.resolve("a.tsv/inside"));

        FilesException refusal =
                assertThrows(FilesException.class, () -> TranscriptFiles.write(TRANSCRIPT, targets, REPLACE));

        assertEquals(
                List.of(ErrorCode.OUTPUT_NOT_WRITABLE, Map.of("a.txt", "old", "a.tsv", "folder")),
                List.of(refusal.code(), content()));
    }

    @Test
    void anOutputFolderThatVanishedMeanwhileIsMadeAgain() throws Exception {
        Path file = folder.resolve("gone/a.txt");

        TranscriptFiles.write(TRANSCRIPT, List.of(new OutputTarget(TranscriptFormat.TXT, file)), KEEP);

        assertEquals(TXT, Files.readString(file));
    }

    @Test
    void aThreadThatIsInterruptedWritesNothing() throws Exception {
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> TranscriptFiles.write(TRANSCRIPT, targets, KEEP));

        assertEquals(Map.of(), content());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void othersMayReadATranscriptAsTheyMayReadAnyNewFile() throws Exception {
        Path ordinary = Files.createFile(folder.resolve("ordinary"));
        TranscriptFiles.write(TRANSCRIPT, targets, KEEP);

        assertEquals(
                Files.getPosixFilePermissions(ordinary).contains(PosixFilePermission.OTHERS_READ),
                Files.getPosixFilePermissions(folder.resolve("a.txt")).contains(PosixFilePermission.OTHERS_READ));
    }
}
