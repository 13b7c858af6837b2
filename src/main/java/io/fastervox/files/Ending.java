package io.fastervox.files;

/** How well a stretch of text ends for the reader. */
enum Ending {
    SENTENCE,
    CLAUSE,
    PLAIN;

    private static final String SENTENCE_MARKS = ".!?…。！？．؟۔।";
    private static final String CLAUSE_MARKS = ",;:，、；：،؛–—";

    static Ending of(String text) {
        for (int end = text.length(); end > 0; end = text.offsetByCodePoints(end, -1)) {
            int last = text.codePointBefore(end);
            if (SENTENCE_MARKS.indexOf(last) >= 0) {
                return SENTENCE;
            }
            if (CLAUSE_MARKS.indexOf(last) >= 0) {
                return CLAUSE;
            }
            if (!closes(last)) {
                break;
            }
        }
        return PLAIN;
    }

    /** Space, closing quotes and closing brackets may follow the mark. */
    private static boolean closes(int codePoint) {
        return Character.isWhitespace(codePoint)
                || codePoint == '"'
                || codePoint == '\''
                || Character.getType(codePoint) == Character.END_PUNCTUATION
                || Character.getType(codePoint) == Character.FINAL_QUOTE_PUNCTUATION;
    }
}
