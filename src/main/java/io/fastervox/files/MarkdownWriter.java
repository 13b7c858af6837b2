package io.fastervox.files;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * CommonMark: the recording's name as heading, then paragraphs. What the speaker said stays text: characters that mean
 * something in Markdown are escaped, those of common extensions (tables, strikethrough, formulas) too.
 *
 * @see <a href="https://spec.commonmark.org/0.31.2/#backslash-escapes">Backslash escapes</a>
 */
record MarkdownWriter(LayoutOptions layout) implements TranscriptWriter {
    private static final Pattern ANYWHERE = Pattern.compile("[\\\\`*_\\[\\]<>&|~$]");
    private static final Pattern LIST_NUMBER_AT_START = Pattern.compile("^(\\d{1,9})([.)])");
    private static final Pattern MARK_AT_START = Pattern.compile("^[-+=#:]");

    @Override
    public byte[] write(Transcript transcript) {
        StringBuilder file =
                new StringBuilder("# ").append(escaped(transcript.file())).append('\n');
        Paragraph.byPause(transcript.result().segments(), layout.documentPause())
                .forEach(paragraph -> {
                    file.append('\n');
                    if (layout.timestamps()) {
                        file.append("**").append(paragraph.clock()).append("** ");
                    }
                    file.append(escaped(paragraph.text())).append('\n');
                });
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        String safe = ANYWHERE.matcher(OneLine.of(text)).replaceAll("\\\\$0");
        safe = LIST_NUMBER_AT_START.matcher(safe).replaceFirst("$1\\\\$2");
        safe = MARK_AT_START.matcher(safe).replaceFirst("\\\\$0");
        return safe.endsWith("#") ? safe.substring(0, safe.length() - 1) + "\\#" : safe; // a heading's closing marks
    }
}
