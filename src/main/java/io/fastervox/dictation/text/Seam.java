package io.fastervox.dictation.text;

/** A text in which pieces were left out or replaced, put together again. */
final class Seam {
    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int from;
    private boolean capital;

    Seam(String text) {
        this.text = text;
    }

    /** Takes the text up to here, without the spaces at its end. */
    void takeTo(int place) {
        if (capital && from < place) {
            int first = text.codePointAt(from);
            out.appendCodePoint(startsWord(from) ? Character.toTitleCase(first) : first);
            from += Character.charCount(first);
            capital = false;
        }
        out.append(text, from, place);
        from = place;
        dropEnd(" ");
    }

    /** A word like iPhone keeps its letters. */
    private boolean startsWord(int place) {
        int next = text.offsetByCodePoints(place, 1);
        return next == text.length() || !Character.isUpperCase(text.codePointAt(next));
    }

    /** Goes on behind this place, and behind any of the characters that follow it. */
    void goOnFrom(int place, String skipped) {
        from = place;
        while (from < text.length() && skipped.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
    }

    void write(String piece) {
        out.append(piece);
    }

    /** The next letter begins a sentence. */
    void capital() {
        capital = true;
    }

    /** A space, where the letters to both sides want one. */
    void space() {
        if (out.length() > 0
                && from < text.length()
                && !endsWithOneOf("\n")
                && DictatedText.isSpaced(out.codePointBefore(out.length()))
                && DictatedText.isSpaced(text.codePointAt(from))) {
            out.append(' ');
        }
    }

    boolean isEmpty() {
        return out.length() == 0;
    }

    boolean endsWithOneOf(String characters) {
        return out.length() > 0 && characters.indexOf(out.charAt(out.length() - 1)) >= 0;
    }

    void dropEnd(String characters) {
        while (endsWithOneOf(characters)) {
            out.setLength(out.length() - 1);
        }
    }

    /** Whether a character of these comes next, or nothing does. */
    boolean endsOrGoesOnWithOneOf(String characters) {
        return from == text.length() || characters.indexOf(text.charAt(from)) >= 0;
    }

    int place() {
        return from;
    }

    String whole() {
        takeTo(text.length());
        return out.toString();
    }
}
