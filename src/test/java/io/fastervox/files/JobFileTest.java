package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fastervox.engine.TranscriptionRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R25: the journal of a job")
class JobFileTest {
    private final Path folder;
    private final Path journal;

    JobFileTest(@TempDir Path folder) {
        this.folder = folder;
        this.journal = folder.resolve("000001.job");
    }

    private JobEntry.Added added(Path recording) {
        OutputOptions options = new OutputOptions(Set.of(TranscriptFormat.TXT), Optional.of(folder), Existing.RENAME);
        OutputTarget target = new OutputTarget(TranscriptFormat.TXT, folder.resolve("会议 100%.txt"));
        return new JobEntry.Added(
                new JobOrder(TranscriptionRequest.of(recording), ModelWish.NONE, List.of(target), options, 0), 1, "");
    }

    /** A share that is dead answers such a look only when it is given up. */
    @Test
    void aPathIsWrittenWithoutALookAtIt() throws Exception {
        List<Path> looks = new ArrayList<>();
        Path recording = folder.resolve("会议 [1] 100%.wav");
        JobFile.write(journal, List.of(added(new Share(looks::add).of(recording))));

        assertEquals(
                List.of(List.of(), List.of(added(recording))),
                List.of(looks, JobFile.read(journal).entries()));
    }

    @Test
    void theAddressesOfEarlierVersionsAreReadAsPaths() throws Exception {
        JobEntry.Added added = added(folder.resolve("会议 [1] 100%.wav"));
        ObjectMapper json = JobFile.json();
        String now = json.writerFor(JobEntry.class).writeValueAsString(added);
        String then = now;
        for (Path path : List.of(
                added.order().request().recording(),
                added.order().targets().get(0).file(),
                folder)) {
            then = then.replace(
                    json.writeValueAsString(path),
                    json.writeValueAsString(path.toUri().toString()));
        }
        write(then);

        assertEquals(
                List.of(true, List.of(added)),
                List.of(then.contains("file:///"), JobFile.read(journal).entries()));
    }

    @Test
    void whatEarlierVersionsDidNotKnowIsMissingInTheirLines() throws Exception {
        write("{\"entry\":\"writing\",\"token\":\"t\",\"outputs\":[]}");

        assertEquals(
                List.of(new JobEntry.Writing("t", List.of(), Optional.empty())),
                JobFile.read(journal).entries());
    }

    @Test
    void aRequestThatAnOlderVersionWroteDownIsReadWithoutTheFlagsOfToday() throws IOException {
        TranscriptionRequest request = TranscriptionRequest.of(folder.resolve("talk.wav"));
        ObjectMapper json = JobFile.json();
        ObjectNode written = json.valueToTree(request);
        written.remove("dictation");

        assertEquals(request, json.treeToValue(written, TranscriptionRequest.class));
    }

    @Test
    void whatIsNoPathIsRefused() {
        assertThrows(JsonMappingException.class, () -> JobFile.json().readValue("\"file://%\"", Path.class));
    }

    /** A journal of this one line. */
    private void write(String json) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(json.getBytes(StandardCharsets.UTF_8));
        Files.writeString(journal, "%08x %s\n".formatted(checksum.getValue(), json));
    }
}
