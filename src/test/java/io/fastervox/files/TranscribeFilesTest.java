package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.engine.EngineException;
import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionListener;
import io.fastervox.engine.TranscriptionRequest;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R25: recordings to transcripts")
class TranscribeFilesTest {
    private static final TranscriptionResult RESULT = Samples.result(Samples.segment(0, 2, " Hello."));
    private static final OutputOptions TXT =
            new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.empty(), Existing.KEEP);

    private final Path folder;
    private final Path first;
    private final Path second;
    private final Path third;

    TranscribeFilesTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        first = Files.writeString(folder.resolve("1.wav"), "RIFF");
        second = Files.writeString(folder.resolve("2.wav"), "RIFF");
        third = Files.writeString(folder.resolve("3.wav"), "RIFF");
    }

    private Batch all(OutputOptions options) {
        return Batch.check(List.of(first, second, third), options);
    }

    private static List<FileOutcome> run(ScriptedEngine engine, Batch batch) {
        return new TranscribeFiles(engine, Optional::empty).run(batch, TranscriptionRequest::of, BatchListener.NONE);
    }

    private FileOutcome.Done done(Path recording, String... outputs) {
        return new FileOutcome.Done(
                recording, RESULT, Stream.of(outputs).map(folder::resolve).toList());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyRecordingIsTranscribedInOrderAndWritten() throws IOException {
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> RESULT);

        List<FileOutcome> outcomes = run(engine, all(TXT));

        assertEquals(List.of(done(first, "1.txt"), done(second, "2.txt"), done(third, "3.txt")), outcomes);
        assertEquals(List.of("1.wav", "2.wav", "3.wav"), engine.asked);
        assertEquals(List.of("1.txt", "1.wav", "2.txt", "2.wav", "3.txt", "3.wav"), files());
    }

    @Test
    void nothingIsWrittenWhenNoFormatIsAskedFor() throws IOException {
        List<FileOutcome> outcomes = run(new ScriptedEngine((request, listener) -> RESULT), all(OutputOptions.NOTHING));

        assertEquals(List.of(done(first), done(second), done(third)), outcomes);
        assertEquals(List.of("1.wav", "2.wav", "3.wav"), files());
    }

    @Test
    void aRecordingThatFailsDoesNotStopTheOthersAndLeavesNothing() throws IOException {
        EngineException failure = new EngineException(ErrorCode.AUDIO_NOT_MEDIA, "no media", second);
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            if (request.recording().equals(second)) {
                throw failure;
            }
            return RESULT;
        });

        List<FileOutcome> outcomes = run(engine, all(TXT));

        assertEquals(
                List.of(done(first, "1.txt"), new FileOutcome.Failed(second, failure), done(third, "3.txt")), outcomes);
        assertEquals(List.of("1.txt", "1.wav", "2.wav", "3.txt", "3.wav"), files());
    }

    @Test
    void aRefusedRecordingNeverReachesTheEngine() throws IOException {
        Files.delete(second);
        Batch batch = all(TXT);
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> RESULT);

        List<FileOutcome> outcomes = run(engine, batch);

        FilesException refusal = ((Batch.Item.Refused) batch.items().get(1)).error();
        assertEquals(
                List.of(done(first, "1.txt"), new FileOutcome.Failed(second, refusal), done(third, "3.txt")), outcomes);
        assertEquals(List.of("1.wav", "3.wav"), engine.asked);
    }

    @Test
    void anOutputThatAppearsDuringTheDecodingIsKeptAndTheTranscriptComesBesideIt() throws IOException {
        Path appeared = folder.resolve("1.txt");
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            try {
                Files.writeString(appeared, "mine");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return RESULT;
        });

        FileOutcome outcome = run(engine, Batch.check(List.of(first), TXT)).get(0);

        FileOutcome.Misplaced misplaced = (FileOutcome.Misplaced) outcome;
        assertEquals(
                List.of(ErrorCode.OUTPUT_EXISTS, RESULT, List.of(folder.resolve("1 (2).txt")), "mine", "Hello.\n"),
                List.of(
                        misplaced.error().code(),
                        misplaced.result(),
                        misplaced.outputs(),
                        Files.readString(appeared),
                        Files.readString(folder.resolve("1 (2).txt"))));
    }

    @Test
    void whatCanBeWrittenNowhereIsGivenBackWithItsReason() throws IOException {
        Path stick = folder.resolve("stick");
        Path outputs = stick.resolve("out");
        OutputOptions there = new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.of(outputs), Existing.KEEP);
        Batch batch = Batch.check(List.of(first), there);
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            try {
                Files.delete(outputs);
                Files.delete(stick);
                Files.createFile(stick); // no folder any more
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return RESULT;
        });

        FileOutcome.Misplaced misplaced =
                (FileOutcome.Misplaced) run(engine, batch).get(0);

        assertEquals(
                List.of(ErrorCode.OUTPUT_NOT_WRITABLE, RESULT, List.of()),
                List.of(misplaced.error().code(), misplaced.result(), misplaced.outputs()));
    }

    @Test
    void anInterruptCancelsThePresentRecordingAndTheRestAndKeepsWhatIsDone() throws IOException {
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            if (request.recording().equals(second)) {
                throw new InterruptedException();
            }
            return RESULT;
        });

        List<FileOutcome> outcomes = run(engine, all(TXT));

        assertEquals(
                List.of(done(first, "1.txt"), new FileOutcome.Cancelled(second), new FileOutcome.Cancelled(third)),
                outcomes);
        assertEquals(true, Thread.interrupted());
        assertEquals(List.of("1.txt", "1.wav", "2.wav", "3.wav"), files());
    }

    @Test
    void anInterruptWhileTheTranscriptIsMadeWritesNothingOfIt() throws IOException {
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            Thread.currentThread().interrupt();
            return RESULT;
        });

        List<FileOutcome> outcomes = run(engine, Batch.check(List.of(first), TXT));

        assertEquals(List.of(new FileOutcome.Cancelled(first)), outcomes);
        assertEquals(true, Thread.interrupted());
        assertEquals(List.of("1.wav", "2.wav", "3.wav"), files());
    }

    @Test
    void aRecordingThatTheEngineCancelsIsCancelledAlone() {
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            if (request.recording().equals(first)) {
                throw new EngineException(ErrorCode.CANCELLED, "cancelled", first);
            }
            return RESULT;
        });

        assertEquals(
                List.of(new FileOutcome.Cancelled(first), done(second), done(third)),
                run(engine, all(OutputOptions.NOTHING)));
    }

    @Test
    void theListenerHearsOfEveryRecordingInOrder() throws IOException {
        Files.delete(first);
        List<String> heard = new ArrayList<>();
        ScriptedEngine engine = new ScriptedEngine((request, listener) -> {
            listener.segment(RESULT.segments().get(0));
            return RESULT;
        });

        new TranscribeFiles(engine, Optional::empty)
                .run(all(OutputOptions.NOTHING), TranscriptionRequest::of, new BatchListener() {
                    @Override
                    public TranscriptionListener begun(Path recording, int number, int total) {
                        heard.add(number + "/" + total + " " + recording.getFileName());
                        return new TranscriptionListener() {
                            @Override
                            public void segment(Segment segment) {
                                heard.add(segment.text());
                            }
                        };
                    }

                    @Override
                    public void ended(FileOutcome outcome) {
                        heard.add(outcome.getClass().getSimpleName() + " "
                                + outcome.recording().getFileName());
                    }
                });

        assertEquals(List.of("1/2 2.wav", " Hello.", "Done 2.wav", "2/2 3.wav", " Hello.", "Done 3.wav"), heard);
    }

    @Test
    void theTranscriptTellsTheModelAndNotTheFolder() throws IOException {
        OutputOptions json = new OutputOptions(Set.of(TranscriptFormat.JSON), Optional.empty(), Existing.KEEP);
        UsedModel model = new UsedModel("base", "cpu", "int8");

        new TranscribeFiles(new ScriptedEngine((request, listener) -> RESULT), () -> Optional.of(model))
                .run(Batch.check(List.of(first), json), TranscriptionRequest::of, BatchListener.NONE);

        assertEquals(
                new String(
                        TranscriptFormat.JSON
                                .writer(LayoutOptions.DEFAULT)
                                .write(new Transcript("1.wav", RESULT, Optional.of(model))),
                        StandardCharsets.UTF_8),
                Files.readString(folder.resolve("1.json")));
    }
}
