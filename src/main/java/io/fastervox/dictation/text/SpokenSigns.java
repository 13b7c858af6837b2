package io.fastervox.dictation.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes “comma” as a comma, in the languages that have a list. What the decoder itself wrote around the word goes. */
final class SpokenSigns {
    private static final String WRITTEN_BEFORE = ",，、";
    private static final String WRITTEN_AFTER = ",，、.。;；:：!！?？… ";
    private static final String SENTENCE_ENDS = ".?!。？！\n";
    private static final String OPENING = "([“„«¿¡（《";
    private static final String GLUE = "-/";
    /** Opens in English and Chinese, and closes where „ opens. */
    private static final String HIGH_QUOTE = "“";

    private static final Map<String, SpokenSigns> OF_LANGUAGES = WordLists.spokenSigns().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> new SpokenSigns(entry.getValue())));

    private final Map<String, String> signs;
    private final Pattern said;

    private SpokenSigns(Map<String, ? extends Iterable<String>> words) {
        signs = new HashMap<>();
        words.forEach((sign, phrases) -> phrases.forEach(phrase -> signs.put(phrase, sign)));
        said = Pattern.compile(
                signs.keySet().stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(SpokenSigns::pattern)
                        .collect(Collectors.joining("|")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String pattern(String phrase) {
        String words = phrase.replace(" ", "\\s+").replace("'", "['’]");
        return DictatedText.isSpaced(phrase.codePointAt(0))
                ? "(?<![\\p{L}\\p{N}])" + words + "(?![\\p{L}\\p{N}])"
                : words;
    }

    static String written(String text, Optional<String> language) {
        return language.map(OF_LANGUAGES::get).map(signs -> signs.in(text)).orElse(text);
    }

    private String in(String text) {
        Seam seam = new Seam(text);
        Matcher spoken = said.matcher(text);
        while (spoken.find(seam.place())) {
            seam.takeTo(spoken.start());
            String name = spoken.group()
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("\\s+", " ")
                    .replace('’', '\'');
            put(signs.getOrDefault(name, spoken.group()), spoken.end(), seam);
            if (spoken.start() == 0) {
                seam.capital();
            }
        }
        return seam.whole();
    }

    private void put(String name, int end, Seam seam) {
        boolean opens = opens(name);
        String sign = unlessEnded(name, seam);
        boolean ends = SENTENCE_ENDS.indexOf(sign.charAt(sign.length() - 1)) >= 0;
        if (opens) {
            seam.goOnFrom(end, "");
            if (DictatedText.isSpaced(sign.codePointAt(0))) {
                seam.space();
            }
        } else {
            seam.dropEnd(WRITTEN_BEFORE);
        }
        if (ends && sign.charAt(0) != '\n') {
            seam.dropEnd(WRITTEN_AFTER);
        }
        seam.write(sign);
        seam.goOnFrom(end, WRITTEN_AFTER);
        if (!opens && !GLUE.contains(sign)) {
            seam.space();
        }
        if (ends) {
            seam.capital();
        }
    }

    private boolean opens(String sign) {
        boolean closes = sign.equals(HIGH_QUOTE) && signs.containsValue("„");
        return !closes && OPENING.indexOf(sign.charAt(0)) >= 0;
    }

    /** A full stop with a paragraph behind it is only that paragraph where a question or an exclamation has ended. */
    private static String unlessEnded(String sign, Seam seam) {
        return sign.startsWith(".\n") && seam.endsWithOneOf("?!…") ? sign.substring(1) : sign;
    }
}
