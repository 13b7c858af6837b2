package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R25: what was said stays text in Markdown")
class MarkdownWriterTest {
    private static String readBack(Transcript transcript) {
        String written =
                new String(new MarkdownWriter(LayoutOptions.DEFAULT).write(transcript), StandardCharsets.UTF_8);
        return HtmlRenderer.builder()
                .escapeHtml(true)
                .build()
                .render(Parser.builder().build().parse(written));
    }

    private static String html(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1. April was cold.",
                "2024) a year",
                "- no",
                "+1",
                "# heading #",
                "=====",
                "---",
                "***",
                "*emphasis* _and_ **strong** `code` ~struck~",
                "[a link](https://example.org) <https://example.org> ![image](x)",
                "a | table | of | words",
                "&amp; &copy; & <b>bold</b> \\* C:\\temp\\",
                "> quoted",
                "5 * 3 < 20 > 1",
                "你好 *世界* 🎙",
            })
    void aReaderOfMarkdownFindsTheSameText(String text) {
        Transcript transcript =
                new Transcript(text, Samples.result(Samples.segment(0, 1, " " + text)), Optional.empty());

        assertEquals("<h1>" + html(text) + "</h1>\n<p>" + html(text) + "</p>\n", readBack(transcript));
    }
}
