package io.fastervox.files;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A Word document: the recording's name as title, then paragraphs. The few parts that a document of text needs are
 * written by hand (docs/adr/0018).
 *
 * @see <a href="https://ecma-international.org/publications-and-standards/standards/ecma-376/">ECMA-376</a>
 */
record DocxWriter(LayoutOptions layout) implements TranscriptWriter {
    /** Equal transcripts are equal bytes. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";

    private static final String CONTENT_TYPES = XML
            + """
            <Types xmlns="%s/content-types">
            <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/word/document.xml" ContentType="%s.document.main+xml"/>
            <Override PartName="/word/styles.xml" ContentType="%s.styles+xml"/>
            <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
            </Types>
            """.formatted(
                            PACKAGE,
                            "application/vnd.openxmlformats-officedocument.wordprocessingml",
                            "application/vnd.openxmlformats-officedocument.wordprocessingml");

    private static final String PACKAGE_PARTS = XML + """
            <Relationships xmlns="%s/relationships">
            <Relationship Id="rId1" Type="%s/officeDocument" Target="word/document.xml"/>
            <Relationship Id="rId2" Type="%s/relationships/metadata/core-properties" Target="docProps/core.xml"/>
            </Relationships>
            """.formatted(PACKAGE, OFFICE, PACKAGE);

    private static final String DOCUMENT_PARTS = XML + """
            <Relationships xmlns="%s/relationships">
            <Relationship Id="rId1" Type="%s/styles" Target="styles.xml"/>
            </Relationships>
            """.formatted(PACKAGE, OFFICE);

    @Override
    public byte[] write(Transcript transcript) {
        Locale language = Locale.forLanguageTag(transcript.result().language().orElse(""));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
            add(zip, "[Content_Types].xml", CONTENT_TYPES);
            add(zip, "_rels/.rels", PACKAGE_PARTS);
            add(zip, "docProps/core.xml", properties(transcript));
            add(zip, "word/_rels/document.xml.rels", DOCUMENT_PARTS);
            add(zip, "word/styles.xml", DocxStyles.in(language));
            add(zip, "word/document.xml", document(transcript));
        } catch (IOException e) {
            throw new UncheckedIOException("in memory", e);
        }
        return file.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, String content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String properties(Transcript transcript) {
        return XML + """
                <cp:coreProperties xmlns:cp="%s/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:title>%s</dc:title>
                <dc:creator>Faster-Vox</dc:creator>
                </cp:coreProperties>
                """.formatted(PACKAGE, XmlText.of(transcript.file()));
    }

    private String document(Transcript transcript) {
        StringBuilder xml = new StringBuilder(XML);
        xml.append("<w:document xmlns:w=\"").append(WORD).append("\">\n<w:body>\n");
        xml.append(paragraph("Title", "", transcript.file()));
        for (Paragraph paragraph : Paragraph.byPause(transcript.result().segments(), layout.documentPause())) {
            String time = layout.timestamps() ? paragraph.clock() : "";
            xml.append(paragraph("Normal", time, paragraph.text()));
        }
        return xml.append("<w:sectPr/>\n</w:body>\n</w:document>\n").toString();
    }

    /** @param time empty for none */
    private static String paragraph(String style, String time, String text) {
        boolean rightToLeft = isRightToLeft(text);
        StringBuilder xml = new StringBuilder("<w:p><w:pPr><w:pStyle w:val=\"")
                .append(style)
                .append("\"/>");
        xml.append(rightToLeft ? "<w:bidi/></w:pPr>" : "</w:pPr>");
        if (!time.isEmpty()) {
            xml.append("<w:r><w:rPr><w:rStyle w:val=\"Time\"/></w:rPr><w:t xml:space=\"preserve\">")
                    .append(time)
                    .append(" </w:t></w:r>");
        }
        return xml.append("<w:r>")
                .append(rightToLeft ? "<w:rPr><w:rtl/></w:rPr>" : "")
                .append("<w:t xml:space=\"preserve\">")
                .append(XmlText.of(text))
                .append("</w:t></w:r></w:p>\n")
                .toString();
    }

    /** By the first character that has a direction, as the Unicode algorithm decides it. */
    private static boolean isRightToLeft(String text) {
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            byte direction = Character.getDirectionality(text.codePointAt(at));
            if (direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT) {
                return false;
            }
            if (direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC) {
                return true;
            }
        }
        return false;
    }
}
