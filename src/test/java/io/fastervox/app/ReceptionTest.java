package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fastervox.agent.AgentEvent;
import io.fastervox.agent.Problem;
import io.fastervox.agent.Report;
import io.fastervox.agent.Wish;
import io.fastervox.desktop.LocalEndpoint;
import io.fastervox.support.ErrorCode;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R6: recordings that other starts hand over")
class ReceptionTest {
    private static final Path TALK = Path.of("talk.mp3").toAbsolutePath();
    private static final String BAD = "/bad\0.mp3";
    private static final Problem UNREADABLE = new Problem(
            ErrorCode.AUDIO_UNREADABLE,
            List.of(
                    BAD,
                    assertThrows(InvalidPathException.class, () -> Path.of(BAD)).getReason()));

    private final List<List<Path>> queued = new ArrayList<>();
    private final List<AgentEvent> told = new ArrayList<>();

    private List<String> answer(String... texts) {
        try (Reception reception = new Reception(queued::add, told::add)) {
            return reception.answer(List.of(texts));
        }
    }

    @Test
    void oneWhoseNameCannotBeUsedIsToldAndTheOthersAreTaken() {
        List<String> answer = answer("transcribe", BAD, TALK.toString());

        assertEquals(
                List.of(Wish.TAKEN, List.of(List.of(TALK)), List.of(new Report.FilesRefused(List.of(UNREADABLE), 2))),
                List.of(answer, queued, told));
    }

    @Test
    void oneAloneWhoseNameCannotBeUsedIsToldAndRefused() {
        List<String> answer = answer("transcribe", BAD);

        assertEquals(
                List.of(Wish.REFUSED, List.of(), List.of(new Report.FilesRefused(List.of(UNREADABLE), 1))),
                List.of(answer, queued, told));
    }

    @Test
    void thatNobodyCanReachItIsTold() {
        try (Reception reception = new Reception(queued::add, told::add)) {
            reception.open(new Closed());
        }

        assertEquals(List.of(new Report.Hinted("agent.unreachable")), told);
    }

    /** Where nobody may listen. */
    private static final class Closed implements LocalEndpoint {
        @Override
        public Listener listen() throws IOException {
            throw new IOException("another user's");
        }

        @Override
        public Channel connect(Duration patience) throws IOException {
            throw new IOException("another user's");
        }
    }
}
