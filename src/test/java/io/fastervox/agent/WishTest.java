package io.fastervox.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("R6: what another start of the program wants")
class WishTest {
    private static final Path TALK = Path.of("会议 录音.mp3").toAbsolutePath();

    @Test
    void everyWishArrivesAsItWas() {
        List<Wish> wishes = Stream.concat(
                        Stream.of(Wish.Kind.RUN, Wish.Kind.OPEN, Wish.Kind.DICTATE, Wish.Kind.CLIPBOARD, Wish.Kind.QUIT)
                                .map(Wish::of),
                        Stream.of(Wish.toTranscribe(List.of(TALK, TALK))))
                .toList();

        assertEquals(
                wishes.stream().map(Optional::of).toList(),
                wishes.stream().map(wish -> Wish.in(wish.texts())).toList());
    }

    @Test
    void itsTextsAreThoseThatTheForwarderWrites() {
        assertEquals(
                List.of("transcribe", TALK.toString()),
                Wish.toTranscribe(List.of(Path.of("会议 录音.mp3"))).texts());
    }

    @Test
    void whatIsNoWishIsRefused() {
        assertEquals(
                List.of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                Stream.of(
                                List.<String>of(),
                                List.of("format C:"),
                                List.of("transcribe"),
                                List.of("transcribe", "relative.mp3"),
                                List.of("quit", TALK.toString()))
                        .map(Wish::in)
                        .toList());
    }

    /** NUL is what no system has in a name; on Windows it may be a space at the end of a folder. */
    @Test
    void aRecordingWhoseNameCannotBeUsedIsKeptApartFromTheOthers() {
        InvalidPathException refusal = assertThrows(InvalidPathException.class, () -> Path.of("/bad\0.mp3"));
        Wish.Unusable bad = new Wish.Unusable("/bad\0.mp3", refusal.getReason());

        assertEquals(
                List.of(
                        Optional.of(new Wish(Wish.Kind.TRANSCRIBE, List.of(TALK), List.of(bad))),
                        Optional.of(new Wish(Wish.Kind.TRANSCRIBE, List.of(), List.of(bad)))),
                List.of(
                        Wish.in(List.of("transcribe", "/bad\0.mp3", TALK.toString())),
                        Wish.in(List.of("transcribe", "/bad\0.mp3"))));
    }

    /** With which other programs hand over names beyond 260 characters. */
    @Test
    @Tag("windows")
    @EnabledOnOs(OS.WINDOWS)
    void aNameMayHaveThePrefixOfLongOnes() {
        assertEquals(
                Optional.of(
                        Wish.toTranscribe(List.of(Path.of("C:\\会议\\录音.wav"), Path.of("\\\\server\\share\\录音.wav")))),
                Wish.in(List.of("transcribe", "\\\\?\\C:\\会议\\录音.wav", "\\\\?\\UNC\\server\\share\\录音.wav")));
    }

    @Test
    void eachBecomesACommand() {
        assertEquals(
                List.of(
                        Optional.empty(),
                        Optional.of(new Command.Show(Windows.Window.WELCOME)),
                        Optional.of(new Command.Dictate()),
                        Optional.of(new Command.TranscribeClipboard()),
                        Optional.of(new Command.Quit()),
                        Optional.of(new Command.Transcribe(List.of(TALK)))),
                Stream.of(
                                Wish.of(Wish.Kind.RUN),
                                Wish.of(Wish.Kind.OPEN),
                                Wish.of(Wish.Kind.DICTATE),
                                Wish.of(Wish.Kind.CLIPBOARD),
                                Wish.of(Wish.Kind.QUIT),
                                Wish.toTranscribe(List.of(TALK)))
                        .map(Wish::command)
                        .toList());
    }
}
