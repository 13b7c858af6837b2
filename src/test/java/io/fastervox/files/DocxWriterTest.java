package io.fastervox.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;
import org.zwobble.mammoth.DocumentConverter;
import org.zwobble.mammoth.Result;

@DisplayName("R25: Word documents, read back by another program")
class DocxWriterTest {
    private static byte[] written(Transcript transcript) {
        return new DocxWriter(LayoutOptions.DEFAULT).write(transcript);
    }

    private static Result<String> readBack(byte[] document) throws IOException {
        return new DocumentConverter()
                .addStyleMap("p[style-name='Title'] => h1:fresh")
                .convertToHtml(new ByteArrayInputStream(document));
    }

    private static String part(byte[] document, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(document))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IllegalArgumentException("no part " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh", "ar"})
    void theTextIsWrittenAsItsGoldenFileSays(String sample) throws IOException {
        assertEquals(
                Samples.text(sample + ".document.xml"), part(written(Samples.transcript(sample)), "word/document.xml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "en-words", "zh", "zh-words", "ar", "ar-words"})
    void aReaderOfWordDocumentsFindsTitleAndTextAndNothingToWarnOf(String sample) throws IOException {
        Transcript transcript = Samples.transcript(sample);

        Result<String> read = readBack(written(transcript));

        assertEquals(
                "<h1>" + transcript.file() + "</h1><p>" + transcript.text().replace("\n", " ") + "</p>",
                read.getValue());
        assertEquals(List.of(), List.copyOf(read.getWarnings()));
    }

    @Test
    void timesStandBeforeTheParagraphs() throws IOException {
        LayoutOptions layout =
                new LayoutOptions(true, Optional.of(Duration.ofSeconds(1)), SubtitleRules.DEFAULT, false);
        Transcript transcript = Samples.transcript(Samples.segment(1, 2, " One."), Samples.segment(65, 66, " Two."));

        assertEquals(
                "<h1>talk.wav</h1><p>00:00:01 One.</p><p>00:01:05 Two.</p>",
                readBack(new DocxWriter(layout).write(transcript)).getValue());
    }

    @Test
    void whatXmlTakesForItsOwnOrCannotHoldDoesNotBreakTheDocument() throws IOException {
        Transcript transcript = new Transcript(
                "a <b> & \"c\".wav",
                Samples.result(Samples.segment(0, 1, " x < y & z ]]> \u0001\uFFFE\uD83D 🎙 e\u0301")),
                Optional.empty());

        assertEquals(
                "<h1>a &lt;b&gt; &amp; \"c\".wav</h1><p>x &lt; y &amp; z ]]&gt;  🎙 e\u0301</p>",
                readBack(written(transcript)).getValue());
    }

    @Test
    void everyPartIsWellFormedAndTheContentTypesComeFirst()
            throws IOException, ParserConfigurationException, SAXException {
        List<String> parts = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(written(Samples.transcript("ar"))))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(zip.readAllBytes()));
                parts.add(entry.getName());
            }
        }

        assertEquals(
                List.of(
                        "[Content_Types].xml",
                        "_rels/.rels",
                        "docProps/core.xml",
                        "word/_rels/document.xml.rels",
                        "word/styles.xml",
                        "word/document.xml"),
                parts);
    }

    @Test
    void equalTranscriptsAreEqualBytes() {
        assertArrayEquals(written(Samples.transcript("zh")), written(Samples.transcript("zh")));
    }
}
