package io.fastervox.dictation.text;

import io.fastervox.config.ChineseScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Writes Chinese in one script, by OpenCC's dictionaries: at each place the longest entry that fits counts, because 发 is 髮 in
 * 头发 and 發 in 发展. The words stay what they are; only their characters change.
 */
final class ChineseCharacters {
    private static final Set<String> LANGUAGES = Set.of("zh", "yue");
    private static final String FOLDER = "/data/dictionary/";

    private final Map<String, String> entries = new HashMap<>();
    private int longest = 1;

    /** Read when the first text wants them: the larger one takes some megabytes. */
    private static final class Simplified {
        static final ChineseCharacters CHARACTERS =
                new ChineseCharacters(List.of("TSCharacters.txt", "TSPhrases.txt"), "simplified");
    }

    private static final class Traditional {
        static final ChineseCharacters CHARACTERS =
                new ChineseCharacters(List.of("STCharacters.txt", "STPhrases.txt"), "traditional");
        /** 裡 and 麵, as most people write them, where the dictionary has 裏 and 麪. */
        static final ChineseCharacters USUAL = new ChineseCharacters(List.of(), "usual");
    }

    private ChineseCharacters(List<String> dictionaries, String own) {
        dictionaries.forEach(this::read);
        WordLists.chineseCharacters().getOrDefault(own, Map.of()).forEach(this::put);
    }

    private void put(String entry, String written) {
        entries.put(entry, written);
        longest = Math.max(longest, entry.length());
    }

    static String written(String text, Optional<String> language, ChineseScript script) {
        if (language.filter(LANGUAGES::contains).isEmpty()) {
            return text;
        }
        return switch (script) {
            case SIMPLIFIED -> Simplified.CHARACTERS.in(text);
            case TRADITIONAL -> Traditional.USUAL.in(Traditional.CHARACTERS.in(text));
            case SYSTEM, AS_DECODED -> text;
        };
    }

    private void read(String name) {
        try (InputStream file =
                        Objects.requireNonNull(ChineseCharacters.class.getResourceAsStream(FOLDER + name), name);
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> {
                int tab = line.indexOf('\t');
                if (tab > 0) {
                    put(line.substring(0, tab), line.substring(tab + 1).split(" ", 2)[0]);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private String in(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = Math.min(text.length(), at + longest);
            while (end > at && !entries.containsKey(text.substring(at, end))) {
                end--;
            }
            if (end == at) {
                out.append(text.charAt(at));
                at++;
            } else {
                out.append(entries.get(text.substring(at, end)));
                at = end;
            }
        }
        return out.toString();
    }
}
