package io.fastervox.agent;

/** A text that was dictated, kept so that it can be copied again. */
public record Dictated(String text) {
    private static final int SHOWN = 48;

    /** As much as a line of a menu holds; a sign for a text that is nothing but line breaks. */
    public String shortly() {
        if (text.isBlank()) {
            return "↵";
        }
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 1).strip() + "…";
    }

    /** What people said is not for logs. */
    @Override
    public String toString() {
        return "Dictated[" + text.length() + " characters]";
    }
}
