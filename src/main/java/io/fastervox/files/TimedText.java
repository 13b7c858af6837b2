package io.fastervox.files;

import io.fastervox.engine.Segment;
import io.fastervox.engine.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a segment with a time for each place in it: real ones at the words where the engine gave them, elsewhere in
 * proportion to the room the text takes.
 */
record TimedText(String text, List<Span> spans) {
    TimedText {
        spans = List.copyOf(spans);
    }

    static TimedText of(Segment segment) {
        List<Word> words = segment.words().orElse(List.of());
        TimedText byWords = of(words);
        if (byWords.text().equals(OneLine.of(segment.text()))) {
            return byWords;
        }
        // The words are missing or incomplete: no text may be lost for the sake of better times.
        return of(List.of(new Word(segment.start(), segment.end(), segment.text(), 1)));
    }

    private static TimedText of(List<Word> words) {
        StringBuilder text = new StringBuilder();
        List<Span> spans = new ArrayList<>();
        for (Word word : words) {
            String clean = OneLine.of(word.word());
            if (clean.isEmpty()) {
                continue;
            }
            if (text.length() > 0 && Character.isWhitespace(word.word().codePointAt(0))) {
                text.append(' ');
            }
            int from = text.length();
            text.append(clean);
            spans.add(new Span(from, text.length(), word.start(), word.end()));
        }
        return new TimedText(text.toString(), spans);
    }

    /** When the character at this index begins, in seconds. */
    double startAt(int index) {
        for (Span span : spans) {
            if (index < span.to()) {
                return span.timeAt(index, text);
            }
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** When the character before this index ends, in seconds. */
    double endAt(int index) {
        for (int i = spans.size() - 1; i >= 0; i--) {
            if (spans.get(i).from() < index) {
                return spans.get(i).timeAt(index, text);
            }
        }
        throw new IndexOutOfBoundsException(index);
    }

    /** Whether a break at this index would cut a word that the engine told apart. */
    boolean isInsideWord(int index) {
        return spans.size() > 1 && spans.stream().anyMatch(span -> span.from() < index && index < span.to());
    }

    /** A stretch of the text, from one index to another, and its times in seconds. */
    record Span(int from, int to, double start, double end) {
        private double timeAt(int index, String text) {
            if (index <= from) {
                return start;
            }
            if (index >= to) {
                return end;
            }
            int width = Math.max(1, Columns.of(text.substring(from, to)));
            double share = (double) Columns.of(text.substring(from, index)) / width;
            return start + share * (end - start);
        }
    }
}
