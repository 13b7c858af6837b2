package io.fastervox.files;

import static io.fastervox.files.Samples.segment;
import static io.fastervox.files.Samples.word;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fastervox.engine.Segment;
import io.fastervox.engine.TranscriptionResult;
import io.fastervox.engine.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubtitleLayoutTest {
    private static final List<String> VOCABULARY = List.of(
            " a",
            " the",
            " considerable,",
            " Mr.",
            " well-being",
            " end.",
            " “quoted”",
            " 3,5",
            " عن",
            " والسفر،",
            "你好",
            "世界，",
            "图书馆。",
            " Привет",
            " 👩‍👩‍👧",
            " naïve",
            " https://example.org/" + "very-long/".repeat(8),
            "ก",
            " —",
            " 한국어");

    private static List<Cue> cues(Segment... segments) {
        return cues(60, "en", List.of(segments));
    }

    private static List<Cue> cues(double seconds, String language, List<Segment> segments) {
        return new SubtitleLayout(SubtitleRules.DEFAULT)
                .cues(new TranscriptionResult(
                        seconds, seconds, Optional.of(language), 1, 1, segments, Optional.empty()));
    }

    @Test
    void aShortSentenceIsOneLine() {
        assertEquals(
                List.of(new Cue(1000, 3000, List.of("He was not an ill-disposed young man."))),
                cues(segment(1, 3, " He was not an ill-disposed young man.")));
    }

    @Test
    void aLineIsBrokenAtPunctuationRatherThanInTheMiddle() {
        assertEquals(
                List.of(new Cue(0, 5000, List.of("When the rain had stopped,", "we walked down to the old harbour"))),
                cues(segment(0, 5, " When the rain had stopped, we walked down to the old harbour")));
    }

    @Test
    void aLongSegmentIsCutBetweenItsSentences() {
        assertEquals(
                List.of(
                        List.of("The first sentence takes its time to end."),
                        List.of("The second one is a little longer than", "the first and stays in one piece.")),
                cues(segment(
                                0,
                                10,
                                " The first sentence takes its time to end."
                                        + " The second one is a little longer than the first and stays in one piece."))
                        .stream()
                        .map(Cue::lines)
                        .toList());
    }

    @Test
    void withWordTimesACueBeginsAndEndsWithItsWords() {
        assertEquals(
                List.of(
                        new Cue(500, 2000, List.of("One moment, please.")),
                        new Cue(6500, 8000, List.of("Here we are."))),
                cues(segment(
                        0,
                        9,
                        " One moment, please. Here we are.",
                        word(0.5, 0.9, " One"),
                        word(0.9, 1.4, " moment,"),
                        word(1.4, 2.0, " please."),
                        word(6.5, 7, " Here"),
                        word(7, 7.5, " we"),
                        word(7.5, 8, " are."))));
    }

    @Test
    void withoutWordTimesTheTimeIsSharedByTheRoomTheTextTakes() {
        assertEquals(
                List.of(new Cue(0, 5500, List.of("Ten chars.")), new Cue(5500, 10_000, List.of("Nine more"))),
                cues(segment(0, 10, " Ten chars. Nine more")));
    }

    @Test
    void wordsThatLackAPartOfTheTextAreNotTrusted() {
        assertEquals(
                List.of(new Cue(0, 3000, List.of("All of it stays."))),
                cues(segment(0, 3, " All of it stays.", word(0, 1, " All"))));
    }

    @Test
    void chineseIsBrokenByWidthAndNotInsideTheWordsOfTheEngine() {
        assertEquals(
                List.of("如果时间来得及的话还要给住在", "北京的爷爷奶奶打一个电话问好。"),
                Samples.transcript("zh-words").result().segments().stream()
                        .flatMap(segment -> cues(segment).stream())
                        .toList()
                        .get(3)
                        .lines());
    }

    @Test
    void anAddressWiderThanALineIsCutBetweenCharacters() {
        String address = "https://example.org/" + "x".repeat(50);

        assertEquals(
                List.of(address.substring(0, 42), address.substring(42)),
                cues(segment(0, 3, " " + address)).get(0).lines());
    }

    @Test
    void aCueTooShortToReadStaysUntilTheNextOne() {
        assertEquals(
                List.of(
                        new Cue(0, 600, List.of("Yes.")),
                        new Cue(600, 1600, List.of("No.")),
                        new Cue(5000, 6000, List.of("Why?"))),
                cues(segment(0, 0.2, "Yes."), segment(0.6, 0.8, "No."), segment(5, 5.1, "Why?")));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            0.6,     0, 0.6,  600
            3.0,   2.4, 2.9, 3000
            0.6,   0.7, 0.9,  701
            0.0,     0, 0.6, 1000
            """)
    void theLastCueDoesNotOutlastARecordingOfKnownLength(double length, double start, double end, long shownUntil) {
        assertEquals(
                List.of(new Cue(Math.round(start * 1000), shownUntil, List.of("Yes."))),
                cues(length, "en", List.of(segment(start, end, "Yes."))));
    }

    @Test
    void aCueThatCannotBeCutLeavesTheScreenInTime() {
        assertEquals(List.of(new Cue(2000, 9000, List.of("Silence."))), cues(segment(2, 30, "Silence.")));
    }

    @Test
    void timesThatOverlapOrRunBackwardsAreStraightened() {
        assertEquals(
                List.of(
                        new Cue(0, 3000, List.of("a")),
                        new Cue(3000, 3001, List.of("b")),
                        new Cue(3001, 4001, List.of("c"))),
                cues(segment(-1, 4, "a"), segment(3, 2, "b"), segment(1, Double.NaN, "c")));
    }

    @Test
    void segmentsWithoutTextGiveNoCue() {
        assertEquals(List.of(), cues(segment(0, 1, " "), segment(1, 2, "")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whateverTheTextTheRulesHoldAndNothingIsLost(boolean withWords) {
        Random random = new Random(20261101);
        for (int round = 0; round < 100; round++) {
            List<Segment> segments = randomSegments(random, withWords);
            List<Cue> cues = cues(1000, round % 2 == 0 ? "en" : "zh", segments);
            assertAll(
                    () -> assertEquals(
                            letters(segments.stream().map(Segment::text)),
                            letters(cues.stream().flatMap(cue -> cue.lines().stream()))),
                    () -> assertTrue(cues.stream().allMatch(SubtitleLayoutTest::isReadable), cues::toString),
                    () -> assertTrue(areInOrder(cues), cues::toString));
        }
    }

    private static boolean isReadable(Cue cue) {
        return cue.lines().size() <= 2
                && cue.endMs() - cue.startMs() <= 7000
                && cue.lines().stream().allMatch(line -> !line.isBlank() && Columns.of(line) <= 42);
    }

    private static boolean areInOrder(List<Cue> cues) {
        for (int i = 1; i < cues.size(); i++) {
            if (cues.get(i).startMs() < cues.get(i - 1).endMs()) {
                return false;
            }
        }
        return true;
    }

    private static String letters(Stream<String> texts) {
        return texts.collect(Collectors.joining()).replace(" ", "");
    }

    private static List<Segment> randomSegments(Random random, boolean withWords) {
        List<Segment> segments = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < 5; i++) {
            List<Word> words = new ArrayList<>();
            double start = time;
            int count = 1 + random.nextInt(40);
            for (int k = 0; k < count; k++) {
                double end = time + random.nextDouble() - 0.1;
                words.add(word(time, end, VOCABULARY.get(random.nextInt(VOCABULARY.size()))));
                time = end + (random.nextInt(10) == 0 ? 2 * random.nextDouble() : 0);
            }
            String text = words.stream().map(Word::word).collect(Collectors.joining());
            Optional<List<Word>> told = withWords ? Optional.of(words) : Optional.empty();
            segments.add(new Segment(i, start, time, text, -0.2, 0.1, 1.2, 0, told));
        }
        return segments;
    }
}
