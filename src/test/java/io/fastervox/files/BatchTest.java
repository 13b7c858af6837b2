package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.support.ErrorCode;
import io.fastervox.support.Reaches;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R25: files are checked before any work")
class BatchTest {
    private static final Set<TranscriptFormat> TXT_AND_SRT = Set.of(TranscriptFormat.TXT, TranscriptFormat.SRT);

    private final Path folder;

    BatchTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private Path recording(String name) throws IOException {
        return Files.writeString(Files.createDirectories(folder).resolve(name), "RIFF");
    }

    private static OutputOptions beside(Set<TranscriptFormat> formats) {
        return new OutputOptions(formats, Optional.empty(), Existing.KEEP);
    }

    private static OutputOptions into(Path folder) {
        return new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.of(folder), Existing.KEEP);
    }

    /** What the check said of each recording: the names of its outputs, or the code and the reason of its refusal. */
    private static List<List<Object>> seen(Batch batch) {
        return batch.items().stream()
                .map(item -> item instanceof Batch.Item.Ready ready
                        ? ready.targets().stream()
                                .map(target ->
                                        (Object) target.file().getFileName().toString())
                                .toList()
                        : refusal((Batch.Item.Refused) item))
                .toList();
    }

    private static List<Object> refusal(Batch.Item.Refused refused) {
        return Stream.concat(Stream.of(refused.error().code()), refused.error().arguments().stream())
                .toList();
    }

    @Nested
    class OfRecordings {
        @Test
        @Reaches({ErrorCode.AUDIO_MISSING, ErrorCode.AUDIO_UNREADABLE, ErrorCode.AUDIO_EMPTY})
        void aMissingAnEmptyAndAFolderAreRefusedEachForItsReasonAndOthersStay() throws IOException {
            Path missing = folder.resolve("missing.wav");
            Path empty = Files.createFile(folder.resolve("empty.wav"));
            Path good = recording("good.wav");

            Batch batch = Batch.check(List.of(missing, empty, folder, good), OutputOptions.NOTHING);

            assertEquals(
                    List.of(
                            List.of(ErrorCode.AUDIO_MISSING, missing, "missing"),
                            List.of(ErrorCode.AUDIO_EMPTY, empty, "0 bytes"),
                            List.of(ErrorCode.AUDIO_UNREADABLE, folder, "is a folder"),
                            List.of()),
                    seen(batch));
        }

        @Test
        void whatCannotBeReadIsKnownBeforeAnythingIsNamed() throws IOException {
            Path missing = folder.resolve("missing.wav");
            Path good = recording("good.wav");

            assertEquals(
                    List.of(List.of(ErrorCode.AUDIO_MISSING, missing, "missing")),
                    Batch.unreadable(List.of(missing, good, folder.resolve("x/../missing.wav"))).stream()
                            .map(BatchTest::refusal)
                            .toList());
        }

        @Test
        void aRootFolderIsRefusedLikeAnyOther() {
            Path root = folder.getRoot();

            assertEquals(
                    List.of(List.of(ErrorCode.AUDIO_UNREADABLE, root, "is a folder")),
                    seen(Batch.check(List.of(root), beside(TXT_AND_SRT))));
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void aFileThatGivesNoByteIsUnreadableWhateverItsPermissionsSay() {
            assertEquals(
                    List.of(List.of(ErrorCode.AUDIO_UNREADABLE, Path.of("/proc/self/mem"), "Input/output error")),
                    seen(Batch.check(List.of(Path.of("/proc/self/mem")), OutputOptions.NOTHING)));
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void aDeviceIsRefusedInsteadOfReadForEver() {
            assertEquals(
                    List.of(List.of(ErrorCode.AUDIO_UNREADABLE, Path.of("/dev/zero"), "is not a regular file")),
                    seen(Batch.check(List.of(Path.of("/dev/zero")), OutputOptions.NOTHING)));
        }

        @Test
        void aRecordingNamedTwiceIsTakenOnce() throws IOException {
            Path recording = recording("a.wav");

            assertEquals(
                    List.of(new Batch.Item.Ready(recording, List.of())),
                    Batch.check(List.of(recording, folder.resolve("./x/../a.wav")), OutputOptions.NOTHING)
                            .items());
        }

        @Test
        void thereIsNoWorkWhenAllAreRefused() {
            assertFalse(Batch.check(List.of(folder.resolve("missing.wav")), OutputOptions.NOTHING)
                    .hasWork());
        }

        @Test
        void thereIsWorkWhenOneIsGood() throws IOException {
            assertTrue(Batch.check(List.of(folder, recording("a.wav")), OutputOptions.NOTHING)
                    .hasWork());
        }
    }

    @Nested
    class OfNames {
        @Test
        void theExtensionOfTheSourceIsReplacedWhateverItsName() throws IOException {
            assertEquals(
                    List.of(
                            List.of("a.b.txt", "a.b.srt"),
                            List.of("你好 🎙.txt", "你好 🎙.srt"),
                            List.of("none.txt", "none.srt"),
                            List.of(".wav.txt", ".wav.srt")),
                    seen(Batch.check(
                            List.of(recording("a.b.mp3"), recording("你好 🎙.wav"), recording("none"), recording(".wav")),
                            beside(TXT_AND_SRT))));
        }

        @Test
        @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no such names there")
        void aNameMayHoldALineBreak() throws IOException {
            assertEquals(
                    List.of(List.of("two\nlines.txt", "two\nlines.srt")),
                    seen(Batch.check(List.of(recording("two\nlines.wav")), beside(TXT_AND_SRT))));
        }

        @Test
        void recordingsThatShareAnOutputNameKeepTheirExtensions() throws IOException {
            Files.createDirectories(folder.resolve("other"));
            List<Path> recordings = List.of(
                    recording("talk.mp3"),
                    recording("talk.wav"),
                    recording("TALK.ogg"),
                    recording("other/talk.wav"),
                    recording("other/talk.mp3"));

            assertEquals(
                    List.of(
                            List.of("talk.txt"),
                            List.of("talk.wav.txt"),
                            List.of("TALK.ogg.txt"),
                            List.of("talk.wav (2).txt"),
                            List.of("talk.mp3.txt")),
                    seen(Batch.check(recordings, into(folder.resolve("out")))));
        }

        @Test
        void anOutputGetsTheNextNumberThatNoFormatHasWhenItMayRename() throws IOException {
            recording("talk.txt");
            recording("talk (2).srt");
            OutputOptions renaming = new OutputOptions(TXT_AND_SRT, Optional.empty(), Existing.RENAME);

            assertEquals(
                    List.of(List.of("talk (3).txt", "talk (3).srt"), List.of("other.txt", "other.srt")),
                    seen(Batch.check(List.of(recording("talk.mp3"), recording("other.mp3")), renaming)));
        }

        @Test
        void anOutputNeverHasTheNameOfARecordingEvenIfItMayOverwrite() throws IOException {
            OutputOptions overwriting = new OutputOptions(TXT_AND_SRT, Optional.empty(), Existing.REPLACE);

            assertEquals(
                    List.of(List.of("notes.txt.txt", "notes.txt.srt"), List.of("notes.srt.txt", "notes.srt.srt")),
                    seen(Batch.check(List.of(recording("notes.txt"), recording("notes.srt")), overwriting)));
        }

        @Test
        void aRefusedRecordingTakesNoNameFromAnother() throws IOException {
            assertEquals(
                    List.of("a.txt"),
                    seen(Batch.check(
                                    List.of(folder.resolve("a.mp3"), recording("a.wav")),
                                    beside(Set.of(TranscriptFormat.TXT))))
                            .get(1));
        }
    }

    @Nested
    class OfOutputs {
        @Test
        void anExistingOutputRefusesItsRecordingBeforeAnyWork() throws IOException {
            Path recording = recording("a.wav");
            Path existing = Files.writeString(folder.resolve("a.srt"), "mine");

            assertEquals(
                    List.of(List.of(ErrorCode.OUTPUT_EXISTS, existing)),
                    seen(Batch.check(List.of(recording), beside(TXT_AND_SRT))));
        }

        @Test
        void anExistingOutputIsNoHindranceWhenItMayBeReplaced() throws IOException {
            Path recording = recording("a.wav");
            Files.writeString(folder.resolve("a.srt"), "mine");

            assertEquals(
                    List.of(List.of("a.txt", "a.srt")),
                    seen(Batch.check(
                            List.of(recording), new OutputOptions(TXT_AND_SRT, Optional.empty(), Existing.REPLACE))));
        }

        @Test
        void aFolderInThePlaceOfAnOutputIsNeverReplaced() throws IOException {
            Path recording = recording("a.wav");
            Path inTheWay = Files.createDirectory(folder.resolve("a.srt"));

            assertEquals(
                    List.of(List.of(ErrorCode.OUTPUT_NOT_WRITABLE, inTheWay, "is a folder")),
                    seen(Batch.check(
                            List.of(recording), new OutputOptions(TXT_AND_SRT, Optional.empty(), Existing.REPLACE))));
        }

        @Test
        void aMissingOutputFolderIsMadeAndLeftEmpty() throws IOException {
            Path out = folder.resolve("new/deep");

            Batch.check(List.of(recording("a.wav")), into(out));

            try (Stream<Path> content = Files.list(out)) {
                assertEquals(List.of(), content.toList());
            }
        }

        @Test
        void aFolderThatCannotBeWrittenIsToldBeforeAnyWork() throws IOException {
            Path file = Files.createFile(folder.resolve("file"));
            Path recording = recording("a.wav");

            assertEquals(
                    List.of(List.of(ErrorCode.OUTPUT_NOT_WRITABLE, file.resolve("a.txt"), "not a folder")),
                    seen(Batch.check(List.of(recording), into(file))));
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void aNameTooLongForTheFileSystemIsToldBeforeAnyWork() throws IOException {
            Path recording = recording("录".repeat(84) + ".m"); // 254 of 255 bytes

            assertEquals(
                    List.of(List.of(
                            ErrorCode.OUTPUT_NOT_WRITABLE,
                            folder.resolve("录".repeat(84) + ".txt"),
                            "File name too long")),
                    seen(Batch.check(List.of(recording), beside(Set.of(TranscriptFormat.TXT)))));
        }
    }

    @Nested
    @EnabledOnOs(OS.LINUX)
    class WithOverwrite {
        private OutputOptions overwriting() {
            return new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.empty(), Existing.REPLACE);
        }

        @Test
        void anOutputNeverReplacesARecordingThatWasNamedThroughALinkedFolder() throws IOException {
            recording("talk.txt");
            Path other = recording("talk.wav");
            Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

            assertEquals(
                    List.of(List.of("talk.txt.txt"), List.of("talk.wav.txt")),
                    seen(Batch.check(List.of(link.resolve("talk.txt"), other), overwriting())));
        }

        @Test
        void anOutputNeverReplacesTheFileThatARecordingIsALinkTo() throws IOException {
            Path link = Files.createSymbolicLink(folder.resolve("linked.wav"), recording("talk.txt"));
            Path other = recording("talk.wav");

            assertEquals(
                    List.of(List.of("linked.txt"), List.of("talk.wav.txt")),
                    seen(Batch.check(List.of(link, other), overwriting())));
        }

        @Test
        void whatIsNoFileIsKept() throws IOException {
            Path socket = folder.resolve("talk.txt");
            try (ServerSocketChannel bound = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                bound.bind(UnixDomainSocketAddress.of(socket));

                assertEquals(
                        List.of(List.of(ErrorCode.OUTPUT_NOT_WRITABLE, socket, "is not a regular file")),
                        seen(Batch.check(List.of(recording("talk.wav")), overwriting())));
            }
        }
    }
}
