package io.fastervox.support;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** A page of the documentation as people read it who have the program only: HTML, which every Windows can show. */
record HelpPage(String markdown, boolean chinese) {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final String STYLE = "body{max-width:46em;margin:2em auto;padding:0 1em;"
            + "font:16px/1.6 \"Segoe UI\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif;color:#222;background:#fff}"
            + "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}"
            + "code{background:#f2f2f2;padding:.1em .3em;overflow-wrap:anywhere}"
            + "pre{background:#f2f2f2;padding:.8em;overflow:auto}pre code{padding:0;overflow-wrap:normal}";

    String html() {
        String title = markdown.lines().findFirst().orElseThrow().replaceFirst("^# ", "");
        String body = HtmlRenderer.builder()
                .extensions(TABLES)
                .build()
                .render(Parser.builder().extensions(TABLES).build().parse(markdown));
        return "<!doctype html>\n<html lang=\"" + (chinese ? "zh-CN" : "en") + "\">\n<meta charset=\"utf-8\">\n<title>"
                + title
                + "</title>\n<style>" + STYLE + "</style>\n"
                + body.replaceAll("href=\"([^:\"]+)\\.md([\"#])", "href=\"$1.html$2")
                + "</html>\n";
    }
}
