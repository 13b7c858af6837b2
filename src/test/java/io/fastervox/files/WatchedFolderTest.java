package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void whatWasGivenOutBeforeAKillComesAgainUnderItsToken() throws Exception {
        WatchedFolder watched = watched();
        write("talk.wav", "a");
        watched.arrived();
        List<WatchedFolder.Arrival> first = watched.arrived();
        WatchedFolder restarted = watched();
        restarted.arrived();

        assertEquals(List.of(1, first), List.of(first.size(), restarted.arrived()));
    }

    /** What comes of a recording that was taken when it leaves the folder, others come, and it is there again. */
    private List<Path> back(Path talk, int remembered, String... others) throws IOException {
        WatchedFolder watched = WatchedFolder.open(folder, memory, 1, remembered);
        watched.arrived();
        watched.taken(watched.arrived());
        Path outside = Files.move(talk, memory.resolveSibling("talk.wav"));
        for (String other : others) {
            Path passing = write(other, "b");
            watched.arrived();
            watched.taken(watched.arrived());
            Files.delete(passing);
        }
        Files.move(outside, talk);
        WatchedFolder restarted = WatchedFolder.open(folder, memory, 1, remembered);
        restarted.arrived();
        return arrived(restarted);
    }

    @Test
    void oneThatLeavesTheFolderAndComesBackUnchangedIsNotGivenOutAgain() throws Exception {
        watched();

        assertEquals(List.of(), back(write("talk.wav", "a"), 2, "b.wav", "c.wav"));
    }

    @Test
    void ofThoseThatAreGoneTheLastAreRemembered() throws Exception {
        watched();
        Path talk = write("talk.wav", "a");

        assertEquals(List.of(talk), back(talk, 2, "b.wav", "c.wav", "d.wav"));
        assertEquals(
                List.of("12 old.mp3", "1 b.wav", "1 c.wav", "1 d.wav"),
                Files.readAllLines(memory).stream()
                        .skip(1)
                        .filter(line -> !line.startsWith("?"))
                        .map(line -> line.replaceFirst(" [0-9]+ ", " "))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-10-24T10:00:02Z    , 2026-10-24T11:00:02Z    , false
            2026-10-24T10:00:02Z    , 2026-10-24T09:00:02Z    , false
            2026-10-24T10:00:02Z    , 2026-10-24T12:00:02Z    , true
            2026-10-24T10:00:02Z    , 2026-10-24T11:00:04Z    , true
            2026-10-24T10:00:03Z    , 2026-10-24T11:00:03Z    , true
            2026-10-24T10:00:02.123Z, 2026-10-24T11:00:02.123Z, true
            """)
    void aCardWhoseTimesMoveByTheHourOfDaylightSavingTimeBringsNothingNew(Instant before, Instant after, boolean news)
            throws Exception {
        Path old = folder.resolve("old.mp3");
        Files.setLastModifiedTime(old, FileTime.from(before));
        watched();
        Files.setLastModifiedTime(old, FileTime.from(after));
        WatchedFolder restarted = watched();
        restarted.arrived();

        assertEquals(news ? List.of(old) : List.of(), arrived(restarted));
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
