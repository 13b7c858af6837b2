package io.fastervox.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fastervox.files.WatchedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R28: the folder that people have chosen")
@SuppressWarnings("try") // the folder is watched while it is open
class AgentFolderTest {
    private final Path folder;
    private final Path memory;
    private final List<WatchedFolder.Arrival> queued = new ArrayList<>();
    private ByHand hand = new ByHand();

    AgentFolderTest(@TempDir Path temporary) {
        folder = temporary.resolve("in");
        memory = temporary.resolve("watched");
    }

    /** The next look comes when the test says so. */
    private static final class ByHand extends ScheduledThreadPoolExecutor {
        private Optional<Runnable> next = Optional.empty();

        ByHand() {
            super(0);
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            next = Optional.of(task);
            return super.schedule(() -> {}, delay, unit);
        }

        void look() {
            next.orElseThrow().run();
        }
    }

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(folder);
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private boolean queue(List<WatchedFolder.Arrival> arrivals) {
        return queued.addAll(arrivals);
    }

    private List<Path> recordings() {
        return queued.stream().map(WatchedFolder.Arrival::recording).toList();
    }

    /** The program starts, and has looked once. */
    private AgentFolder started(Predicate<List<WatchedFolder.Arrival>> queue) {
        hand = new ByHand();
        AgentFolder watch = new AgentFolder(memory, queue, 1, hand);
        watch.apply(Optional.of(folder.toString()));
        return watch;
    }

    @Test
    void aRecordingIsQueuedOnceWhenItGrowsNoMore() throws Exception {
        List<List<Path>> after = new ArrayList<>();
        try (AgentFolder unused = started(this::queue)) {
            Path talk = write("talk.wav", "a");
            hand.look();
            write("talk.wav", "a and more");
            hand.look();
            after.add(recordings());
            hand.look();
            hand.look();
            after.add(recordings());
            assertEquals(List.of(List.of(), List.of(talk)), after);
        }
    }

    @Test
    void whatIsQueuedStaysSoOverARestart() throws Exception {
        Path first;
        try (AgentFolder unused = started(this::queue)) {
            first = write("first.wav", "a");
            hand.look();
            hand.look();
        }
        Path second = write("second.wav", "b");
        try (AgentFolder unused = started(this::queue)) {
            hand.look();
            hand.look();
        }

        assertEquals(List.of(first, second), recordings());
    }

    @Test
    void aKillBeforeItIsRememberedBringsItAgainUnderTheSameToken() throws Exception {
        try (AgentFolder unused = started(arrivals -> {
            queue(arrivals);
            throw new IllegalStateException("killed");
        })) {
            write("talk.wav", "a");
            hand.look();
            hand.look();
        }
        try (AgentFolder unused = started(this::queue)) {
            hand.look();
        }

        assertEquals(List.of(queued.get(0), queued.get(0)), queued);
    }

    @Test
    void whatTheQueueDoesNotTakeIsOfferedAgain() throws Exception {
        Path talk;
        try (AgentFolder unused = started(arrivals -> queue(arrivals) && queued.size() > 1)) {
            talk = write("talk.wav", "a");
            for (int look = 0; look < 4; look++) {
                hand.look();
            }
        }

        assertEquals(List.of(talk, talk), recordings());
    }

    @Test
    void aFolderThatIsAwayForATimeIsLookedAtAgain() throws Exception {
        Path away = folder.resolveSibling("away");
        try (AgentFolder unused = started(this::queue)) {
            Files.move(folder, away);
            hand.look();
            Files.move(away, folder);
            Path talk = write("talk.wav", "a");
            hand.look();
            hand.look();
            assertEquals(List.of(talk), recordings());
        }
    }

    @Test
    void withoutAFolderNothingIsLookedAt() throws Exception {
        write("talk.wav", "a");
        try (AgentFolder watch = new AgentFolder(memory, this::queue, 1, hand)) {
            watch.apply(Optional.empty());
        }

        assertEquals(List.of(Optional.empty(), false), List.of(hand.next, Files.exists(memory)));
    }
}
