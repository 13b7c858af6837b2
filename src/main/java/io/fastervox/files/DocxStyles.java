package io.fastervox.files;

import java.util.Locale;
import java.util.Set;

/** The styles of a Word document: Word's own names, so that the person's template and navigation fit them. */
final class DocxStyles {
    private static final Set<String> EAST_ASIAN = Set.of("zh", "ja", "ko", "yue");
    private static final Set<String> COMPLEX = Set.of("ar", "fa", "he", "ur", "yi", "ps", "sd");

    private DocxStyles() {}

    /** The language decides the spelling check and which font Word takes for scripts that several countries share. */
    static String in(Locale language) {
        return """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
                <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
                <w:docDefaults>
                <w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Arial"/><w:sz w:val="22"/><w:szCs w:val="22"/>%s</w:rPr></w:rPrDefault>
                <w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>
                </w:docDefaults>
                <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>
                <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:qFormat/><w:rPr><w:b/><w:bCs/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>
                <w:style w:type="character" w:customStyle="1" w:styleId="Time"><w:name w:val="Time"/><w:rPr><w:color w:val="808080"/></w:rPr></w:style>
                </w:styles>
                """.formatted(languageTag(language));
    }

    private static String languageTag(Locale language) {
        String code = language.getLanguage();
        if (code.isEmpty()) {
            return "";
        }
        String attribute = EAST_ASIAN.contains(code) ? "eastAsia" : COMPLEX.contains(code) ? "bidi" : "val";
        String tag = code.equals("zh") ? "zh-CN" : code;
        return "<w:lang w:" + attribute + "=\"" + tag + "\"/>";
    }
}
