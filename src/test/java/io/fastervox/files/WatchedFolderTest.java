package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
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
        return WatchedFolder.open(folder, memory);
    }

    @Test
    void oneThatStillGrowsIsWaitedForAndWhatWasThereBeforeIsLeftAlone() throws Exception {
        WatchedFolder watched = watched();
        Path talk = write("录音.MP3", "a");
        List<Path> first = watched.arrived();
        write("录音.MP3", "a and more");
        List<Path> second = watched.arrived();

        assertEquals(List.of(List.of(), List.of(), List.of(talk)), List.of(first, second, watched.arrived()));
    }

    @Test
    void onesTakenAreNotGivenOutAgainNotEvenAfterARestart() throws Exception {
        WatchedFolder watched = watched();
        Path a = write("a.wav", "a");
        Path b = write("b.wav", "b");
        watched.arrived();
        List<Path> both = watched.arrived();
        watched.taken(List.of(a));
        List<Path> rest = watched.arrived();
        WatchedFolder restarted = watched();
        restarted.arrived();

        assertEquals(List.of(List.of(a, b), List.of(b), List.of(b)), List.of(both, rest, restarted.arrived()));
    }

    @Test
    void anotherRecordingOfTheSameNameIsNew() throws Exception {
        WatchedFolder watched = watched();
        Path old = write("old.mp3", "recorded again");
        watched.arrived();

        assertEquals(List.of(old), watched.arrived());
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
