package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R28: recordings that come into a folder are taken once")
class WatchedFolderTest {
    private final Path folder;
    private final Path memory;

    WatchedFolderTest(@TempDir Path temporary) {
        folder = temporary.resolve("会议");
        memory = temporary.resolve("watched");
    }

    @BeforeEach
    void make() throws IOException {
        Files.createDirectory(folder);
        write("old.mp3", "there before");
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private WatchedFolder watched() throws IOException {
        return WatchedFolder.open(folder, memory, 1);
    }

    private static List<Path> arrived(WatchedFolder watched) throws IOException {
        return watched.arrived().stream().map(WatchedFolder.Arrival::recording).toList();
    }

    @Test
    void oneThatStillGrowsIsWaitedForAndWhatWasThereBeforeIsLeftAlone() throws Exception {
        WatchedFolder watched = watched();
        Path talk = write("录音.MP3", "a");
        List<Path> first = arrived(watched);
        write("录音.MP3", "a and more");
        List<Path> second = arrived(watched);

        assertEquals(List.of(List.of(), List.of(), List.of(talk)), List.of(first, second, arrived(watched)));
    }

    @Test
    void oneThatPausesWhileItIsWrittenIsWaitedFor() throws Exception {
        WatchedFolder watched = WatchedFolder.open(folder, memory, 3);
        Path talk = write("talk.mkv", "a");
        List<List<Path>> found = new ArrayList<>();
        for (int look = 0; look < 3; look++) {
            found.add(arrived(watched));
        }
        write("talk.mkv", "a and more");
        for (int look = 0; look < 4; look++) {
            found.add(arrived(watched));
        }

        assertEquals(List.of(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(talk)), found);
    }

    @Test
    @Tag("windows")
    void oneThatAProgramKeepsOpenForWritingIsWaitedForHoweverLongItPauses() throws Exception {
        WatchedFolder watched = watched();
        List<List<Path>> found = new ArrayList<>();
        Path talk = folder.resolve("talk.mkv");
        try (OutputStream out = Files.newOutputStream(talk)) {
            out.write('a');
            for (int look = 0; look < 4; look++) {
                found.add(arrived(watched));
            }
        }
        found.add(arrived(watched));

        assertEquals(List.of(List.of(), List.of(), List.of(), List.of(), List.of(talk)), found);
    }

    @Test
    void onesTakenAreNotGivenOutAgainNotEvenAfterARestart() throws Exception {
        WatchedFolder watched = watched();
        Path a = write("a.wav", "a");
        Path b = write("b.wav", "b");
        watched.arrived();
        List<WatchedFolder.Arrival> both = watched.arrived();
        watched.taken(both.subList(0, 1));
        List<Path> rest = arrived(watched);
        WatchedFolder restarted = watched();
        restarted.arrived();

        assertEquals(
                List.of(List.of(a, b), List.of(b), List.of(b)),
                List.of(both.stream().map(WatchedFolder.Arrival::recording).toList(), rest, arrived(restarted)));
    }

    @Test
    void whatWasGivenOutBeforeAKillComesAgainUnderItsTokenAndTheSameFileAnotherTimeUnderAnotherOne() throws Exception {
        WatchedFolder watched = watched();
        Path talk = write("talk.wav", "a");
        watched.arrived();
        List<WatchedFolder.Arrival> first = watched.arrived();
        WatchedFolder restarted = watched();
        restarted.arrived();
        List<WatchedFolder.Arrival> again = restarted.arrived();
        restarted.taken(again);
        Path outside = Files.move(talk, memory.resolveSibling("talk.wav"));
        restarted.arrived();
        write("other.wav", "b");
        restarted.arrived();
        restarted.taken(restarted.arrived()); // now the first is forgotten
        Files.move(outside, talk);
        restarted.arrived();
        List<WatchedFolder.Arrival> back = restarted.arrived();

        assertEquals(
                List.of(first, List.of(talk), false),
                List.of(
                        again,
                        back.stream().map(WatchedFolder.Arrival::recording).toList(),
                        back.equals(first)));
    }

    @Test
    void anotherRecordingOfTheSameNameIsNew() throws Exception {
        WatchedFolder watched = watched();
        Path old = write("old.mp3", "recorded again");
        watched.arrived();

        assertEquals(List.of(old), arrived(watched));
    }

    @Test
    void transcriptsFoldersHiddenAndEmptyFilesAreNoRecordings() throws Exception {
        WatchedFolder watched = watched();
        write("talk.txt", "text");
        write(".hidden.mp3", "x");
        write("empty.mp3", "");
        Files.createDirectory(folder.resolve("folder.mp3"));
        watched.arrived();

        assertEquals(List.of(), watched.arrived());
    }
}
