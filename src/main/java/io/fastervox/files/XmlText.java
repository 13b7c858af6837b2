package io.fastervox.files;

/** Text inside XML: escaped, without the characters that XML 1.0 cannot hold at all. */
final class XmlText {
    private XmlText() {}

    static String of(String text) {
        StringBuilder xml = new StringBuilder(text.length());
        OneLine.of(text).codePoints().filter(XmlText::isAllowed).forEach(character -> {
            switch (character) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                default -> xml.appendCodePoint(character);
            }
        });
        return xml.toString();
    }

    /** Half a surrogate pair and the two code points that are none; {@link OneLine} has taken the controls. */
    private static boolean isAllowed(int character) {
        return (character < 0xD800 || character > 0xDFFF) && character != 0xFFFE && character != 0xFFFF;
    }
}
